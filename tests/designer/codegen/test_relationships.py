"""Each shape of relationship, loaded and configured with warnings as errors, and used in a session."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import inspect
from sqlalchemy.orm import RelationshipProperty

from designer.model import Action, Design, Loading
from tests.designer.codegen.designs import letters, plain_table, reference, tenants
from tests.designer.codegen.loading import models
from tests.designs import design_of, field, foreign_key, shop, table


def _relationships(model: type) -> dict[str, RelationshipProperty[object]]:
    return {each.key: each for each in inspect(model).relationships}


def test_both_sides_name_each_other(tmp_path: Path) -> None:
    with models(shop(), tmp_path) as app:
        customer = _relationships(app.Purchase)["customer"]
        purchases = _relationships(app.Customer)["purchases"]
        assert (customer.back_populates, purchases.back_populates) == ("purchases", "customer")
        assert (customer.uselist, purchases.uselist) == (False, True)
        bought = app.Purchase(customer=app.Customer(email="a@example.org"))
        assert bought.customer.purchases == [bought]


def test_cascades_follow_on_delete(tmp_path: Path) -> None:
    with models(shop(), tmp_path) as app:
        deleted = _relationships(app.Purchase)["purchase_lines"]
        assert deleted.cascade.delete_orphan
        assert deleted.passive_deletes is True
        refused = _relationships(app.Customer)["purchases"]
        assert not refused.cascade.delete
        assert refused.passive_deletes == "all"


@pytest.mark.parametrize("loading", list(Loading))
def test_the_loading_strategy_is_the_conventions(loading: Loading, tmp_path: Path) -> None:
    design = shop()
    design = design_of(base=_with_loading(design, loading))
    with models(design, tmp_path) as app:
        assert {each.lazy for each in _relationships(app.Purchase).values()} == {str(loading)}


def _with_loading(design: Design, loading: Loading) -> Design:
    tables = {name: getattr(design, name) for name in ("entities", "fields", "relationships", "relationship_members")}
    keys = {name: getattr(design, name) for name in ("primary_keys", "key_members", "enum_types", "enum_values")}
    return Design(conventions=replace(design.conventions, loading=loading), schemas=design.schemas, **tables, **keys)


def test_several_relationships_to_one_entity(tmp_path: Path) -> None:
    with models(letters(), tmp_path) as app:
        alice, bob = app.Person(name="Alice"), app.Person(name="Bob")
        letter = app.Letter(sender=alice, recipient=bob, body="")
        assert alice.sender_letters == [letter]
        assert bob.recipient_letters == [letter]
        assert alice.recipient_letters == []


def test_a_tree(tmp_path: Path) -> None:
    with models(letters(), tmp_path) as app:
        alice = app.Person(name="Alice")
        bob = app.Person(name="Bob", parent=alice)
        assert alice.children == [bob]
        assert alice.parent is None


def test_one_to_one(tmp_path: Path) -> None:
    with models(letters(), tmp_path) as app:
        assert _relationships(app.Person)["passport"].uselist is False
        alice = app.Person(name="Alice")
        alice.passport = app.Passport()
        assert alice.passport.person is alice


def test_composite_keys_that_share_the_tenant(tmp_path: Path) -> None:
    with models(tenants(), tmp_path) as app:
        manager = _relationships(app.Member)["manager"]
        assert {column.name for column in manager.remote_side} == {"tenant_id", "id"}
        assert {(local.name, remote.name) for local, remote in manager.local_remote_pairs} == {
            ("tenant_id", "tenant_id"),
            ("manager_id", "id"),
        }
        reports = _relationships(app.Member)["manager_members"]
        assert reports.uselist
        assert {(local.name, remote.name) for local, remote in reports.local_remote_pairs} == {
            ("tenant_id", "tenant_id"),
            ("id", "manager_id"),
        }


def test_a_circle_is_closed_after_the_rows_are_written(tmp_path: Path) -> None:
    with models(tenants(), tmp_path) as app:
        assert _relationships(app.Member)["team"].post_update
        assert _relationships(app.Team)["members"].post_update
        assert not _relationships(app.Team)["owner"].post_update
        keys = {key.name: key.use_alter for key in app.Member.__table__.foreign_key_constraints}
        assert keys == {"member_tenant": False, "member_manager": False, "member_team": True}
        assert [found.name for found in app.Base.metadata.sorted_tables] == ["tenant", "member", "team"]


def test_two_foreign_keys_over_one_field(tmp_path: Path) -> None:
    design = design_of(
        *plain_table("a", field("a", "code")),
        *plain_table("b", field("b", "a_id")),
        *reference("first", "b", "a", ("a_id", "id")),
        *reference("second", "b", "a", ("a_id", "code"), on_delete=Action.RESTRICT),
    )
    with models(design, tmp_path) as app:
        pairs = {
            name: [(local.name, remote.name) for local, remote in found.local_remote_pairs]
            for name, found in _relationships(app.B).items()
        }
        assert sorted(pairs.values()) == [[("a_id", "code")], [("a_id", "id")]]


def test_entities_in_a_circle_of_two(tmp_path: Path) -> None:
    design = design_of(
        *table("author"),
        *foreign_key("author", "favourite_id", "book", nullable=True, on_delete=Action.SET_NULL),
        *table("book"),
        *foreign_key("book", "author_id", "author"),
    )
    with models(design, tmp_path) as app:
        author = app.Author()
        book = app.Book(author=author)
        author.favourite = book
        assert (author.books, book.favourite_authors) == ([book], [author])
