from designer.edits import alter_access_pattern, alter_note, new_access_pattern, new_note
from tests.designer.edits.steps import done, made, refused, sole
from tests.designs import shop


def test_notes_hang_on_entities_or_lie_beside() -> None:
    design, note = made(shop(), new_note(shop(), " Ask legal.\nThen us. ", entity="customer"))
    assert (design.notes[note].text, design.notes[note].entity) == ("Ask legal.\nThen us.", "customer")
    design = done(design, alter_note(design, note, entity=None, x=1.0, y=2.0))
    assert (design.notes[note].entity, design.notes[note].x) == (None, 1.0)
    message = "Write something, or delete the note."
    assert sole(refused(new_note, design, " ")) == ("", "text", message)
    assert sole(refused(alter_note, design, note, text="")) == (note, "text", message)
    assert sole(refused(new_note, design, "x", entity="gone"))[1] == "entity"


def test_an_access_pattern_names_fields_of_its_entity() -> None:
    design, pattern = made(
        shop(),
        new_access_pattern(
            shop(),
            "purchase",
            "Open purchases of a customer",
            filters=["purchase.status", "purchase.status"],
            sorts=["purchase.created_at"],
            joins=["purchase.customer_id"],
        ),
    )
    found = design.access_patterns[pattern]
    assert (found.filters, found.sorts, found.joins) == (
        ("purchase.status",),
        ("purchase.created_at",),
        ("purchase.customer_id",),
    )
    design = done(design, alter_access_pattern(design, pattern, filters=[], name="All"))
    assert (design.access_patterns[pattern].filters, design.access_patterns[pattern].name) == ((), "All")
    message = "A field belongs to another entity: choose this entity's own."
    assert sole(refused(new_access_pattern, design, "purchase", "x", sorts=["customer.id"])) == ("", "sorts", message)
    assert sole(refused(alter_access_pattern, design, pattern, joins=["customer.id"])) == (pattern, "joins", message)
    assert sole(refused(new_access_pattern, design, "purchase", " ")) == ("", "name", "Give it a name.")
