"""Changes as lines."""

from designer.changes import Alter
from designer.edits import alter_field, delete, move_field, new_relationship
from projects.words import Line, lines
from tests.designs import shop


def said(changes, design=None):
    return [f"{each.css} {each.text}" for each in lines(design or shop(), changes)]


def test_an_alteration_says_before_and_after():
    assert said(alter_field(shop(), "purchase.note", type="varchar(20)", required=True)) == [
        "mod type of field purchase.note: text → varchar(20)",
        "mod nullable of field purchase.note: yes → no",
    ]


def test_members_are_told_by_their_owner():
    told = said(delete(shop(), "customer_email_key"))
    assert told == ["del unique key customer_email_key of customer"]


def test_what_is_new_is_named_with_what_it_is_part_of():
    told = said(new_relationship(shop(), "customer", "product"))
    assert "add field product.customer_id" in told
    assert "add relationship from product to customer" in told


def test_a_move_says_so():
    assert said(move_field(shop(), "purchase.note", before="purchase.status")) == ["mod place of field purchase.note"]


def test_changes_of_what_is_gone_are_still_told():
    change = Alter(object="gone", kind="field", attribute="name", before="a", after="b")
    assert lines(shop(), (change,)) == (Line("mod", "name of something that is gone: a → b"),)
