import pytest

from designer.catalog.default_names import default_name


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("artist", "id", "seq"), "artist_id_seq"),
        (("email", "not_null"), "email_not_null"),
        (("t" * 60, "c", "seq"), "t" * 57 + "_c_seq"),
        (("t" * 40, "c" * 40, "seq"), "t" * 29 + "_" + "c" * 29 + "_seq"),
        (("é" * 31, "c", "seq"), "é" * 28 + "_c_seq"),
    ],
)
def test_a_name_fits_into_63_bytes(parts: tuple[str, ...], expected: str) -> None:
    assert default_name(*parts) == expected
    assert len(expected.encode()) <= 63
