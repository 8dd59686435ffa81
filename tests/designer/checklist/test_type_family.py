import pytest

from designer.checklist.type_family import base_type, element, scalar, size
from designer.model import Domain, EnumType, TypeName, TypeRef
from tests.designs import design_of

DESIGN = design_of(
    EnumType(id="e", schema="public", name="e"),
    Domain(id="code", schema="public", name="code", type=TypeName("character varying(8)")),
    Domain(id="codes", schema="public", name="codes", type=TypeRef("code", 1)),
    Domain(id="loop", schema="public", name="loop", type=TypeRef("loop")),
)


@pytest.mark.parametrize(
    ("data_type", "name"),
    [
        (TypeName("character varying(20)"), "character varying"),
        (TypeName("timestamp(3) with time zone"), "timestamp with time zone"),
        (TypeName("public.citext"), "citext"),
        (TypeName("numeric(12,2)"), "numeric"),
        (TypeRef("code"), "character varying"),
        (TypeName("text", 1), None),
        (TypeRef("codes"), None),
        (TypeRef("e"), None),
    ],
)
def test_the_scalar_type_under_sizes_and_domains(data_type, name):
    assert scalar(DESIGN, data_type) == name


def test_the_element_of_an_array():
    assert element(DESIGN, TypeName("text", 2)) == "text"
    assert element(DESIGN, TypeRef("codes")) == "character varying"
    assert element(DESIGN, TypeRef("e", 1)) is None


def test_a_domain_of_itself_ends():
    assert base_type(DESIGN, TypeRef("loop")) == TypeRef("loop")


def test_sizes():
    assert size(TypeName("character varying(20)")) == 20
    assert size(TypeName("text")) is None
    assert size(TypeName("numeric(12,2)")) is None
    assert size(TypeRef("code")) is None
