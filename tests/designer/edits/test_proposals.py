from hypothesis import given
from hypothesis import strategies as st

from designer.edits.proposals import attribute_fault, attribute_name, fitted, free, role_of
from tests.designer.strategies import NAMES


def test_a_name_that_fits_is_left_alone() -> None:
    assert fitted("customer_email", "_key") == "customer_email_key"
    assert fitted("customer_email", "_key", 2) == "customer_email_key2"


def test_a_name_that_is_too_long_is_cut_and_told_apart() -> None:
    one, other = fitted("x" * 70 + "a", "_fkey"), fitted("x" * 70 + "b", "_fkey")
    assert one != other
    assert one == "x" * 51 + "_" + one[52:58] + "_fkey"
    assert len(one) == 63
    assert fitted("x" * 70 + "a", "_fkey") == one


@given(st.lists(NAMES, min_size=1).map("".join), st.sampled_from(["", "_fkey", "_pkey"]), st.integers(0, 99))
def test_every_name_fits_in_63_bytes(stem: str, suffix: str, number: int) -> None:
    name = fitted(stem, suffix, number)
    assert 0 < len(name.encode()) <= 63
    assert name.endswith(f"{suffix}{number or ''}")


def test_a_taken_name_gets_the_next_number() -> None:
    assert free("t", "_key", {"t_key", "t_key1"}) == "t_key2"


def test_a_field_tells_the_role_of_its_parent() -> None:
    assert role_of("billing_customer_id", "id", "customer") == "billing_customer"
    assert role_of("country_code", "code", "countries") == "country"
    assert role_of("author_uuid", "id", "users") == "author"
    assert role_of("owner", "id", "users") == "user"


@given(st.text(max_size=70))
def test_every_text_has_an_attribute(text: str) -> None:
    assert attribute_fault(attribute_name(text)) is None


def test_attributes_stay_as_near_as_can_be() -> None:
    assert attribute_name("Größe in €") == "Grosse_in"
    assert attribute_name("class") == "class_"
    assert attribute_name("metadata") == "metadata_"
    assert attribute_name("2fa") == "n2fa"
    assert attribute_name("表") == "related"
    assert attribute_name("model_config") == "the_model_config"
