from hypothesis import given, settings
from msgspec.structs import replace

from designer.changes import apply, compare, match
from designer.model import TABLES, Design, derived_id, reidentified
from tests.designer.strategies import designs
from tests.designs import shop


def strangers(design: Design) -> Design:
    """The same design under other ids."""
    ids = {each.id: derived_id("stranger", each.id) for each in design.objects() if each.id != "conventions"}
    tables = {
        table: {other.id: other for other in (reidentified(each, ids) for each in getattr(design, table).values())}
        for table in TABLES.values()
    }
    return Design(conventions=reidentified(design.conventions, ids), **tables)


@settings(max_examples=40, deadline=None)
@given(designs())
def test_a_design_under_other_ids_is_recognised_whole(design: Design) -> None:
    assert compare(design, match(design, strangers(design)).design) == ()


def test_a_new_field_is_the_only_difference() -> None:
    old = shop()
    phone = replace(old.fields["customer.email"], id="customer.phone", name="phone")
    new = replace(old, fields={**old.fields, phone.id: phone})
    changes = compare(old, match(old, strangers(new)).design)
    assert len(changes) == 1


def test_a_renamed_entity_is_offered_and_taken_when_confirmed() -> None:
    old = shop()
    changed = replace(old, entities={**old.entities, "product": replace(old.entities["product"], name="article")})
    new = strangers(changed)
    offered = match(old, new)
    assert [(rename.old_name, rename.new_name) for rename in offered.renames] == [("product", "article")]
    rename = replace(offered.renames[0], new=derived_id("stranger", "product"))
    assert apply(old, compare(old, match(old, new, renamed=[rename]).design)).entities["product"].name == "article"


def test_a_renamed_field_is_offered() -> None:
    old = shop()
    renamed = replace(old.fields["purchase.note"], name="remark")
    offered = match(old, strangers(replace(old, fields={**old.fields, "purchase.note": renamed})))
    assert ("note", "remark") in [(rename.old_name, rename.new_name) for rename in offered.renames]
