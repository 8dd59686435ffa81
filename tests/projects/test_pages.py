"""What holds for every page: headers, the number of queries, the version of Django."""

import re

import django
import pytest
from django.test import override_settings
from django.urls import reverse

from designer.changes import compare
from projects import journal
from projects.models import Project
from tests.designs import design_of, foreign_key, table


def large(count):
    """`count` entities in a chain, each belonging to the one before."""
    objects = [*table("e0")]
    for number in range(1, count):
        objects += [*table(f"e{number}"), *foreign_key(f"e{number}", f"e{number - 1}_id", f"e{number - 1}")]
    return design_of(*objects)


def test_django_is_the_version_this_is_written_for():
    """Packages such as django-prometheus hold Django below 6.1, which has partials, CSP and tasks."""
    assert django.VERSION[:2] == (6, 1)


def test_pages_carry_a_strict_policy_and_no_inline_code(shop, as_alice):
    response = as_alice.get(reverse("entity", args=(shop.pk, "purchase")))
    policy = response["Content-Security-Policy"]
    assert re.fullmatch(
        r"default-src 'none'; script-src 'self' 'nonce-[\w-]+'; style-src 'self'; img-src 'self' data:; "
        r"font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        policy,
    )
    text = response.content.decode()
    assert not re.search(r"""<[^>]+\s(style|on\w+)=["']""", text)
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)", text)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Frame-Options", "DENY"),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_headers_keep_the_page_to_itself(header, value, as_charlie):
    assert as_charlie.get(reverse("sign-in"))[header] == value


def test_a_design_is_kept_out_of_caches(shop, as_alice):
    response = as_alice.get(reverse("design", args=(shop.pk,)))
    assert response["Cache-Control"] == "no-store"
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize("page", ["design", "checklist", "history", "import", "export", "settings", "pulse"])
def test_the_number_of_queries_does_not_grow_with_the_design(page, alice, as_alice, django_assert_max_num_queries):
    project = Project.objects.create(owner=alice, name="Large")
    for count in (2, 12, 24):
        goal = large(count)
        journal.save(project, alice, lambda design, goal=goal: compare(design, goal))
    as_alice.get(reverse(page, args=(project.pk,)))
    with django_assert_max_num_queries(8):
        assert as_alice.get(reverse(page, args=(project.pk,))).status_code == 200


def test_the_list_of_projects_takes_one_query(alice, as_alice, django_assert_num_queries):
    for number in range(5):
        Project.objects.create(owner=alice, name=f"Project {number}")
    with django_assert_num_queries(3):  # session, user, projects
        response = as_alice.get(reverse("projects"))
    assert response.content.decode().count("Project ") >= 5


@override_settings(DEBUG=False)
def test_a_page_that_is_not_there_says_so_without_details(as_alice):
    response = as_alice.get("/nowhere/")
    assert response.status_code == 404
    assert "There is nothing here" in response.content.decode()


def test_readiness_asks_the_database(as_charlie, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert as_charlie.get(reverse("readyz")).content == b"ok\n"
    with django_assert_num_queries(0):
        assert as_charlie.get(reverse("healthz")).content == b"ok\n"
