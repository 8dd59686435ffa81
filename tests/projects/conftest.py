"""The cast: Alice owns, Bob is signed in with a project of his own, Charlie is a stranger who is not signed in."""

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings

from designer.changes import apply, compare
from designer.edits import delete
from designer.model import EMPTY
from projects import heads, journal
from projects.models import Project
from projects.recent import Recent
from tests.designs import shop as shop_design


@pytest.fixture(autouse=True, scope="session")
def plain_and_immediate():
    """Static files under their own names (nothing is collected here), and tasks run where they are enqueued."""
    storages = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    tasks = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    with override_settings(STORAGES=storages, TASKS=tasks):
        yield


@pytest.fixture(autouse=True)
def forgetful():
    """A test's database is rolled back, and with it the numbers by which this process remembers designs."""
    for kept in (each for each in vars(heads).values() if isinstance(each, Recent)):
        kept.clear()


@pytest.fixture
def alice(db) -> User:
    return User.objects.create_user("alice", password=None)


@pytest.fixture
def bob(db) -> User:
    return User.objects.create_user("bob", password=None)


@pytest.fixture
def shop(alice: User) -> Project:
    """Alice's project with the shop of tests.designs, made by one edit; one foreign key lacks its index."""
    project = Project.objects.create(owner=alice, name="Shop")
    built = shop_design()
    faulty = apply(built, delete(built, "ix_purchase_line_product_id"))
    return journal.save(project, alice, lambda design: compare(design, faulty), summary="Built a shop").project


@pytest.fixture
def blank(alice: User) -> Project:
    project = Project.objects.create(owner=alice, name="Blank")
    assert project.number == 0
    assert EMPTY.entities == {}
    return project


@pytest.fixture
def as_alice(alice: User) -> Client:
    client = Client()
    client.force_login(alice)
    return client


@pytest.fixture
def as_bob(bob: User) -> Client:
    client = Client()
    client.force_login(bob)
    return client


@pytest.fixture
def as_charlie(db) -> Client:
    return Client()
