"""The text of an upload: its encoding and its size."""

import codecs

from designer.importers.report import ImportRefused

MAX_MEGABYTES = 16
_MAX_BYTES = MAX_MEGABYTES * 2**20

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def source_text(source: str | bytes) -> str:
    """The SQL text, with Unix line ends. Bytes are UTF-8, or UTF-16 with its mark. Raises ImportRefused."""
    if len(source) > _MAX_BYTES:
        raise ImportRefused(
            f"The SQL is larger than {MAX_MEGABYTES} MB. Export the schema alone (pg_dump --schema-only) and try again."
        )
    text = source if isinstance(source, str) else _decoded(source)
    if "\0" in text:
        raise ImportRefused("This is not SQL text: it holds the character U+0000. Export it as plain text.")
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decoded(source: bytes) -> str:
    if source.startswith(b"PGDMP"):
        raise ImportRefused(
            "This is a pg_dump archive. Make plain SQL of it: pg_restore --schema-only -f schema.sql FILE"
        )
    encoding = next((name for mark, name in _MARKS if source.startswith(mark)), "utf-8")
    try:
        return source.decode(encoding)
    except UnicodeDecodeError as error:
        raise ImportRefused(f"The file is not UTF-8 text (byte {error.start + 1}). Save it as UTF-8.") from error
