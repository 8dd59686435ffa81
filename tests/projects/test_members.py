"""Members of indexes and keys as one line of SQL, read and written."""

import pytest
from django.core.exceptions import ValidationError

from designer.changes import apply
from designer.edits import Part, new_index
from designer.model import TypeName
from projects.forms.members import members_text, read_fields, read_members
from tests.designs import design_of, field, shop, table

DESIGN = design_of(*table("t", field("t", 'Say "hi"'), field("t", "tags", TypeName("text", 1))), base=shop())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("email", (Part(field="customer.email"),)),
        (
            "email DESC NULLS LAST, id",
            (Part(field="customer.email", descending=True, nulls_first=False), Part(field="customer.id")),
        ),
        ("lower(email)", (Part(expression="lower(email)"),)),
        ("(email || 'x') ASC", (Part(expression="email || 'x'"),)),
        (
            'email COLLATE "C" text_pattern_ops',
            (Part(field="customer.email", collation='"C"', opclass="text_pattern_ops"),),
        ),
        ("email gist_trgm_ops(siglen=32)", (Part(field="customer.email", opclass="gist_trgm_ops(siglen='32')"),)),
    ],
)
def test_a_line_is_read_as_in_create_index(text, parts):
    assert read_members(DESIGN, "customer", text) == parts


@pytest.mark.parametrize(
    "text",
    ["email", '"Say ""hi""" DESC', "(lower(email)), id DESC NULLS LAST", 'email COLLATE "C"', "tags array_ops"],
)
def test_what_is_shown_is_read_as_the_same(text):
    entity = "customer" if "email" in text else "t"
    parts = read_members(DESIGN, entity, text)
    after = apply(DESIGN, changes := new_index(DESIGN, entity, parts))
    shown = members_text(after, changes[0].object.id)
    assert read_members(after, entity, shown) == parts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "at least one"),
        ("nothing", "There is no field nothing here. Fields: id, email"),
        ("email) WHERE (true", "Write fields"),
        ("email) INCLUDE (id", "Write fields"),
        ("email); DROP TABLE customer; --", "Write fields"),
        ("email,", "Write fields"),
        ("a\0b", "Write fields"),
    ],
)
def test_anything_else_is_refused_in_words(text, said):
    with pytest.raises(ValidationError, match=said):
        read_members(DESIGN, "customer", text)


def test_a_key_takes_fields_alone():
    assert read_fields(DESIGN, "customer", "id, email") == ("customer.id", "customer.email")
    with pytest.raises(ValidationError, match="plain fields"):
        read_fields(DESIGN, "customer", "email DESC")
