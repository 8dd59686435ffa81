"""Every URL by everybody: Alice owns, Bob is signed in, Charlie is a stranger. Nobody learns what is not theirs."""

import uuid

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from designer.model import new_id
from projects import heads
from projects.models import ImportRecord, Job
from tests.projects.reports import import_report

OWN, OTHER, STRANGER = "Alice", "Bob", "Charlie"

# name -> (arguments after the project, method, what the owner gets)
PROJECT_URLS = {
    "design": ((), "get", 200),
    "pulse": ((), "get", 200),
    "settings": ((), "get", 200),
    "project-deletion": ((), "get", 200),
    "undo": ((), "post", 302),
    "redo": ((), "post", 302),
    "history": ((), "get", 200),
    "edit": ((1,), "get", 200),
    "entity-new": ((), "get", 200),
    "entity": (("purchase",), "get", 200),
    "entity-about": (("purchase",), "get", 200),
    "entity-timestamps": (("purchase",), "post", 302),
    "fields": (("purchase",), "post", 422),
    "entity-relationships": (("purchase",), "get", 200),
    "relationship-new": (("purchase",), "get", 200),
    "entity-keys": (("purchase",), "get", 200),
    "unique-new": (("purchase",), "get", 200),
    "check-new": (("purchase",), "get", 200),
    "index-new": (("purchase",), "get", 200),
    "field": (("purchase.note",), "post", 422),
    "field-position": (("purchase.note",), "post", 302),
    "relationship": (("purchase_customer_id_fkey",), "get", 200),
    "unique": (("customer_email_key",), "get", 200),
    "check": (("product_price_check",), "get", 200),
    "index": (("ix_purchase_customer_id",), "get", 200),
    "enum-new": ((), "get", 200),
    "enum": (("order_status",), "get", 200),
    "enum-values": (("order_status",), "post", 422),
    "enum-value": (("order_status.paid",), "post", 422),
    "enum-value-position": (("order_status.paid",), "post", 302),
    "deletion": (("purchase",), "get", 200),
    "import": ((), "get", 200),
    "import-report": (("record",), "get", 200),
    "checklist": ((), "get", 200),
    "diagnostic": (("rule", "object"), "get", 200),
    "fix": (("rule", "object"), "post", 302),
    "export": ((), "get", 200),
    "archive": ((), "get", 200),
    "proofs": ((), "post", 302),
}
# name -> what (Alice, Bob, Charlie) get
OPEN_URLS = {
    "projects": (200, 200, 302),
    "project-new": (200, 200, 302),
    "sign-in": (302, 302, 200),
    "sign-out": (405, 405, 405),
    "healthz": (200, 200, 200),
    "readyz": (200, 200, 200),
}
JOB_URLS = {"job": "get", "cancellation": "post"}


def names(patterns):
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from names(each.url_patterns)
        elif isinstance(each, URLPattern):
            yield each.name


def test_the_table_holds_every_url():
    assert set(names(get_resolver().url_patterns)) == {*PROJECT_URLS, *OPEN_URLS, *JOB_URLS}


@pytest.fixture
def record(shop):
    return ImportRecord.objects.create(project=shop, source="shop.sql", number=1, report=import_report())


@pytest.fixture
def finding(shop):
    return next(each for each in heads.report_of(shop).diagnostics if each.fix)


def url_of(name, project, record, finding):
    given = {"record": record.pk, "rule": finding.rule, "object": finding.object}
    return reverse(name, args=(project.pk, *(given.get(each, each) for each in PROJECT_URLS[name][0])))


@pytest.mark.parametrize("name", PROJECT_URLS)
def test_the_owner_is_let_in(name, shop, record, finding, as_alice):
    _, method, status = PROJECT_URLS[name]
    response = getattr(as_alice, method)(url_of(name, shop, record, finding))
    assert response.status_code == status


@pytest.mark.parametrize("name", PROJECT_URLS)
def test_others_learn_nothing(name, shop, record, finding, as_bob):
    url = url_of(name, shop, record, finding)
    foreign = getattr(as_bob, PROJECT_URLS[name][1])(url)
    absent = getattr(as_bob, PROJECT_URLS[name][1])(url.replace(f"/{shop.pk}/", "/999999/", 1))
    assert (foreign.status_code, absent.status_code) == (404, 404)
    assert "Shop" not in foreign.content.decode()
    shop.refresh_from_db()
    assert shop.number == 1


@pytest.mark.parametrize("name", PROJECT_URLS)
def test_strangers_are_asked_to_sign_in(name, shop, record, finding, as_charlie):
    url = url_of(name, shop, record, finding)
    response = getattr(as_charlie, PROJECT_URLS[name][1])(url)
    assert (response.status_code, response.url) == (302, f"/sign-in/?next={url}".replace("+", "%2B"))


@pytest.mark.parametrize("name", OPEN_URLS)
def test_pages_outside_projects(name, as_alice, as_bob, as_charlie):
    statuses = tuple(each.get(reverse(name)).status_code for each in (as_alice, as_bob, as_charlie))
    assert statuses == OPEN_URLS[name]


@pytest.mark.parametrize("name", JOB_URLS)
def test_jobs_are_seen_by_the_owner_of_their_project(name, shop, as_alice, as_bob, as_charlie):
    job = Job.objects.create(project=shop, kind=Job.Kind.PROOF, state=Job.State.RUNNING)
    url = reverse(name, args=(job.pk,))
    statuses = [getattr(each, JOB_URLS[name])(url).status_code for each in (as_alice, as_bob, as_charlie)]
    assert statuses == [200 if name == "job" else 302, 404, 302]
    assert as_alice.get(reverse("job", args=(uuid.uuid4(),))).status_code == 404


@pytest.mark.parametrize(
    "name", [name for name, (given, _, _) in PROJECT_URLS.items() if given and isinstance(given[0], str)]
)
def test_what_a_design_lacks_is_said_in_its_project(name, shop, record, as_alice):
    if name == "import-report":
        url = reverse(name, args=(shop.pk, 999_999))
    else:
        url = reverse(name, args=(shop.pk, *(new_id() for _ in PROJECT_URLS[name][0])))
    response = getattr(as_alice, PROJECT_URLS[name][1])(url)
    assert response.status_code == 404
    if name != "import-report":
        assert "This is not in the design" in response.content.decode()
