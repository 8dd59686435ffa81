import json

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from designer.model import (
    EMPTY,
    Conventions,
    Design,
    DocumentError,
    Index,
    Sequence,
    SequenceOptions,
    decode,
    encode,
)
from designer.model.document import FORMAT, UPCASTERS
from tests.designer.strategies import designs
from tests.designs import design_of, shop


@settings(max_examples=60, deadline=None)
@given(designs())
def test_a_design_survives_its_document(design):
    assert decode(encode(design)) == design


def test_the_same_design_gives_the_same_bytes_whatever_its_order():
    design = shop()
    turned = Design(
        conventions=design.conventions,
        **{
            name: dict(reversed(getattr(design, name).items()))
            for name in Design.__struct_fields__
            if name != "conventions"
        },
    )
    assert encode(turned) == encode(design)


def test_the_form_is_versioned_and_leaves_out_what_is_at_its_default():
    document = json.loads(encode(shop()))
    assert document["format"] == FORMAT
    assert document["design"]["entities"]["product"] == {
        "id": "product", "name": "product", "object": "entity", "schema": "public",
    }  # fmt: skip
    assert json.loads(encode(EMPTY))["design"] == {
        "schemas": {"public": {"id": "public", "name": "public", "object": "schema"}}
    }


def test_every_retired_format_has_an_upcaster():
    assert set(UPCASTERS) == set(range(1, FORMAT))


def entity(**attributes: object) -> str:
    given = {"object": "entity", "id": "e", "schema": "public", "name": "e", **attributes}
    return json.dumps({"format": 1, "design": {"entities": {"e": given}}})


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "not JSON"),
        (b"\xff", "not JSON"),
        (b"{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not a design"),
        ("{}", "not a design"),
        ('{"format": 1}', "not a design"),
        ('{"format": "1", "design": {}}', "not a design"),
        ('{"format": true, "design": {}}', "not a design"),
        ('{"format": 99, "design": {}}', "update it"),
        ('{"format": 0, "design": {}}', "format 0"),
        ('{"format": 1, "design": []}', "damaged"),
        ('{"format": 1, "design": null}', "damaged"),
        (entity(name=5), "damaged"),
        (entity(object="field"), "damaged"),
        (entity(id="x"), "another object's"),
        (entity(x=1).replace('"x": 1', '"x": 1e999'), "not JSON"),
        (entity(name="\ud800"), "not JSON"),
        ('{"format": 1, "design": {"conventions": {"object": "conventions", "id": "x"}}}', "conventions"),
    ],
)
def test_what_is_no_document_says_why(data, fault):
    with pytest.raises(DocumentError) as raised:
        decode(data)
    assert fault in str(raised.value)


def test_two_objects_cannot_share_an_id():
    document = json.loads(encode(shop()))
    document["design"]["notes"] = {"product": {"object": "note", "id": "product", "text": "x"}}
    with pytest.raises(DocumentError, match="another object's"):
        decode(json.dumps(document))


def test_what_a_later_version_adds_is_passed_over():
    assert decode(entity(added_later=1)).entities["e"].name == "e"


def test_equal_designs_give_the_same_bytes_however_their_values_were_made() -> None:
    def made(text: str) -> str:
        return "".join(list(text))  # an equal text that is another object

    def design(*, anew: bool) -> Design:
        say = made if anew else str
        objects = (
            Index(id="i", entity="customer", name="i", method=say("btree")),
            Sequence(id="s", schema="public", name="s", type=say("bigint"), options=SequenceOptions(increment=1)),
        )
        whole = design_of(*objects, base=shop())
        return replace(whole, conventions=Conventions(response_suffix=say("Public")))

    assert design(anew=True) == design(anew=False)
    assert encode(design(anew=True)) == encode(design(anew=False))
