"""Laws of the journal: replaying it gives the head, undoing everything gives the start, and nothing is lost."""

import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from designer.changes import Add, Alter, Conflict, alterations, apply
from designer.model import EMPTY, PUBLIC, Check, Entity, InvalidDesign, new_id, problems
from projects import heads, journal
from projects.models import Edit, Project
from tests.designs import field


def entity(name):
    return Add(Entity(id=new_id(), schema=PUBLIC.id, name=name))


def rename(id, name):
    return lambda design: tuple(alterations(design.find(id), replace(design.find(id), name=name)))


def test_an_edit_is_written_with_its_author_and_summary(blank, alice):
    project = journal.save(blank, alice, lambda _: (entity("a"),), summary="Added entity a").project
    edit = Edit.objects.get(project=project, number=1)
    assert (edit.author, edit.summary, edit.undoes, edit.format) == (alice, "Added entity a", None, 1)
    assert [each.name for each in heads.design_of(project).entities.values()] == ["a"]


def test_an_edit_without_a_summary_says_what_its_changes_do(blank, alice):
    assert journal.save(blank, alice, lambda _: (entity("a"),)).summary == "Added entity a"


def test_nothing_changed_is_no_edit(shop, alice):
    assert journal.save(shop, alice, lambda _: ()) is None
    assert shop.edits.count() == 1


def test_a_broken_design_is_not_saved(shop, alice):
    with pytest.raises(InvalidDesign, match="is taken"):
        journal.save(shop, alice, rename("purchase", "customer"), summary="Twice")
    shop.refresh_from_db()
    assert shop.number == 1
    assert heads.design_of(shop).entities["purchase"].name == "purchase"


def test_two_people_change_different_things_from_one_state(shop, alice, bob):
    journal.save(shop, alice, rename("customer", "client"), base=1, summary="one")
    project = journal.save(shop, bob, rename("product", "article"), base=1, summary="two").project
    names = {each.name for each in heads.design_of(project).entities.values()}
    assert {"client", "article"} <= names


def test_the_same_attribute_changed_twice_is_a_conflict(shop, alice, bob):
    journal.save(shop, alice, rename("customer", "client"), base=1, summary="one")
    with pytest.raises(Conflict, match="meanwhile"):
        journal.save(shop, bob, rename("customer", "buyer"), base=1, summary="two")
    shop.refresh_from_db()
    assert heads.design_of(shop).entities["customer"].name == "client"


def test_write_skew_is_a_conflict(shop, alice, bob):
    """One renames a field while another adds a check that names it: no attribute collides, the whole would break."""
    journal.save(shop, alice, rename("customer.email", "mail"), base=1, summary="rename")
    check = Check(id=new_id(), owner="customer", name="customer_email_check", expression="email LIKE '%@%'")
    with pytest.raises(Conflict, match="email"):
        journal.save(shop, bob, lambda _: (Add(check),), base=1, summary="check")


def test_undo_and_redo_walk_along_one_line(blank, alice):
    for name in "abc":
        journal.save(blank, alice, lambda _, name=name: (entity(name),), summary=f"Added {name}")

    def names():
        blank.refresh_from_db()
        return sorted(each.name for each in heads.design_of(blank).entities.values())

    journal.undo(blank, alice)
    journal.undo(blank, alice)
    assert names() == ["a"]
    journal.redo(blank, alice)
    assert names() == ["a", "b"]
    journal.undo(blank, alice)
    journal.undo(blank, alice)
    assert names() == []
    assert journal.undo(blank, alice) is None
    for _ in "abc":
        journal.redo(blank, alice)
    assert names() == ["a", "b", "c"]
    assert journal.redo(blank, alice) is None


def test_a_new_edit_forgets_what_was_undone(blank, alice):
    journal.save(blank, alice, lambda _: (entity("a"),), summary="a")
    journal.undo(blank, alice)
    journal.save(blank, alice, lambda _: (entity("b"),), summary="b")
    assert journal.redo(blank, alice) is None


def test_the_summary_of_a_redo_does_not_pile_up_words(blank, alice):
    journal.save(blank, alice, lambda _: (entity("a"),), summary="Added a")
    journal.undo(blank, alice)
    assert journal.redo(blank, alice).summary == "Redid: Added a"
    assert journal.undo(blank, alice).summary == "Undid: Added a"


def test_a_later_change_keeps_an_undo_from_breaking_the_design(shop, alice):
    """The stack is linear, so this needs an edit that went around it."""
    journal.save(shop, alice, lambda _: (Add(field("customer", "phone")),), summary="field")
    check = Check(id=new_id(), owner="customer", name="phone_check", expression="phone <> ''")
    project = journal.save(shop, alice, lambda _: (Add(check),), summary="check").project
    Project.objects.filter(pk=project.pk).update(undo=2)
    with pytest.raises(Conflict, match="phone"):
        journal.undo(project, alice)


def test_past_states_are_the_head_with_later_edits_inverted(shop, alice):
    project = journal.save(shop, alice, rename("customer", "client"), summary="rename").project
    assert journal.at(project, 1).entities["customer"].name == "customer"
    assert journal.at(project, 0) == EMPTY


steps = st.lists(st.one_of(st.sampled_from(["undo", "redo"]), st.sampled_from("abcdef")), max_size=14)


@given(steps)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_replay_gives_the_head_and_undoing_everything_the_start(alice, steps):
    project = Project.objects.create(owner=alice, name="Walk")
    for step in steps:
        match step:
            case "undo":
                journal.undo(project, alice)
            case "redo":
                journal.redo(project, alice)
            case name:
                try:
                    journal.save(project, alice, lambda _, name=name: (entity(name),), summary=name)
                except InvalidDesign:
                    found = next(each.id for each in heads.design_of(project).entities.values() if each.name == name)
                    project = journal.save(
                        project, alice, rename(found, f"{name}{project.number}"), summary=name
                    ).project
        project.refresh_from_db()
    design = EMPTY
    for edit in project.edits.all():
        design = apply(design, journal.changes_of(edit))
        assert not problems(design)
    assert design == heads.design_of(project)
    while journal.undo(project, alice):
        pass
    project.refresh_from_db()
    assert heads.design_of(project) == EMPTY


def test_a_frozen_journal_is_still_read():
    """Bytes as format 1 wrote them: if this fails, add an upcaster and a format number instead of changing it."""
    frozen = (
        b'[{"after":"client","attribute":"name","before":"customer","change":"alter","kind":"entity","object":"e"}]'
    )
    edit = Edit(format=1, changes=zlib.compress(frozen))
    assert journal.changes_of(edit) == (
        Alter(object="e", kind="entity", attribute="name", before="customer", after="client"),
    )
