import pytest

from designer.importers.sql.long_names import long_names

LONG = "a" * 64


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("CREATE TABLE short (id int)", ()),
        (f"CREATE TABLE {LONG[1:]} (id int)", ()),
        (f"CREATE TABLE {LONG} (id int, {LONG} int)", (LONG[1:],)),
        (f"CREATE TABLE {LONG.upper()} (id int)", (LONG[1:],)),
        ('CREATE TABLE "' + "é" * 32 + '" (id int)', ("é" * 31,)),
        ('CREATE TABLE "' + '""' * 40 + '" (id int)', ()),
        (f"COMMENT ON TABLE t IS '{LONG}' /* \"{LONG}\" */", ()),
    ],
)
def test_a_name_is_long_where_postgresql_would_cut_it(text: str, cut: tuple[str, ...]) -> None:
    assert long_names(text) == cut
