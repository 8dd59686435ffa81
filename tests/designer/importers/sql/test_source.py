import codecs

import pytest

from designer.importers import ImportRefused
from designer.importers.sql.source import MAX_MEGABYTES, source_text

SQL = "CREATE TABLE straße (id int);\n"


@pytest.mark.parametrize(
    "source",
    [
        SQL,
        SQL.encode(),
        codecs.BOM_UTF8 + SQL.encode(),
        SQL.encode("utf-16"),
        codecs.BOM_UTF16_BE + SQL.encode("utf-16-be"),
        "\ufeff" + SQL,
        SQL.replace("\n", "\r\n"),
        SQL.replace("\n", "\r").encode(),
    ],
)
def test_every_encoding_with_a_mark_and_every_line_end_is_read(source: str | bytes) -> None:
    assert source_text(source) == SQL


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"\0" * 100, "U+0000"),
        ("SELECT '\0'", "U+0000"),
        (SQL.encode("utf-16-le"), "U+0000|not UTF-8"),
        (SQL.encode("latin-1"), "not UTF-8"),
        (b"PGDMP\x01\x0e\x00", "pg_restore"),
        (b"\xff\xfe\x00\xd8", "not UTF-8"),
        (" " * (MAX_MEGABYTES * 2**20 + 1), f"larger than {MAX_MEGABYTES} MB"),
    ],
)
def test_what_is_no_sql_text_is_refused_with_the_reason(source: str | bytes, words: str) -> None:
    with pytest.raises(ImportRefused, match=words.replace("+", r"\+")):
        source_text(source)
