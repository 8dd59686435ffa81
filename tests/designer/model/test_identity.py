import re

from designer.model import derived_id, new_id


def test_fresh_ids_are_16_base32_digits_and_never_the_same():
    ids = {new_id() for _ in range(1_000)}
    assert len(ids) == 1_000
    assert all(re.fullmatch(r"[a-z2-7]{16}", each) for each in ids)


def test_a_derived_id_is_the_same_each_time():
    assert derived_id("entity", "public", "customer") == derived_id("entity", "public", "customer")
    assert re.fullmatch(r"[a-z2-7]{16}", derived_id("entity", "public", "customer"))


def test_a_derived_id_tells_kinds_and_names_apart():
    assert (
        len(
            {
                derived_id("entity", "a", "b"),
                derived_id("field", "a", "b"),
                derived_id("entity", "ab"),
                derived_id("entity", "a b"),
            }
        )
        == 4
    )
