import contextlib
import time

import postgast
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.importers import ImportRefused
from designer.importers.sql.split import MAX_PIECES, Piece, PieceKind, pieces_of
from tests.shared_schemas import NAMES, real_schema


def texts(sql: str) -> list[str]:
    return [piece.text for piece in pieces_of(sql)]


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("", []),
        (";;  ;", []),
        ("-- a; b\n/* c; /* d; */ e; */", []),
        ("SELECT 1", ["SELECT 1"]),
        ("SELECT 1; SELECT 2;", ["SELECT 1", "SELECT 2"]),
        ("SELECT ';', \";\", $$;$$, $a$;$$;$a$;x", ["SELECT ';', \";\", $$;$$, $a$;$$;$a$", "x"]),
        ("SELECT 'it''s;'; y", ["SELECT 'it''s;'", "y"]),
        (r"SELECT E'a\';b'; y", [r"SELECT E'a\';b'", "y"]),
        (r"SELECT 'a\'; y", [r"SELECT 'a\'", "y"]),
        ("SELECT a$b$c; d$b$", ["SELECT a$b$c", "d$b$"]),
        ("SELECT $1; x", ["SELECT $1", "x"]),
        ("SELECT 1 -- ; not the end\n + 2; x", ["SELECT 1 -- ; not the end\n + 2", "x"]),
        ("CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); x",
         ["CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)", "x"]),
        ("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; x",
         ["CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END", "x"]),
        ("BEGIN; CREATE TABLE t (a int); END; x", ["BEGIN", "CREATE TABLE t (a int)", "END", "x"]),
        ("CREATE FUNCTION begin() RETURNS int LANGUAGE sql AS 'SELECT 1'; x",
         ["CREATE FUNCTION begin() RETURNS int LANGUAGE sql AS 'SELECT 1'", "x"]),
    ],
)  # fmt: skip
def test_a_semicolon_ends_a_statement_only_where_psql_says_so(sql: str, expected: list[str]) -> None:
    assert texts(sql) == expected


def test_commands_of_psql_end_with_their_line() -> None:
    assert pieces_of("\\restrict abc;def\nSELECT 1;\n\\! rm -rf x; SELECT 2\nSELECT 3 \\gexec\nSELECT 4;") == (
        Piece(PieceKind.COMMAND, 1, "\\restrict abc;def"),
        Piece(PieceKind.STATEMENT, 2, "SELECT 1"),
        Piece(PieceKind.COMMAND, 3, "\\! rm -rf x; SELECT 2"),
        Piece(PieceKind.STATEMENT, 4, "SELECT 3"),
        Piece(PieceKind.STATEMENT, 5, "SELECT 4"),
    )


def test_rows_of_copy_are_data_up_to_their_end() -> None:
    sql = "COPY t (a) FROM stdin;\nDROP TABLE t;\n'unclosed\n\\.\nSELECT 1;"
    assert pieces_of(sql) == (
        Piece(PieceKind.STATEMENT, 1, "COPY t (a) FROM stdin"),
        Piece(PieceKind.DATA, 2, ""),
        Piece(PieceKind.STATEMENT, 5, "SELECT 1"),
    )


def test_rows_of_copy_without_an_end_are_data_to_the_end_of_the_file() -> None:
    assert [piece.kind for piece in pieces_of("COPY t FROM STDIN;\n1\n2\n")] == [PieceKind.STATEMENT, PieceKind.DATA]


@pytest.mark.parametrize("open_end", ["'", '"', "$$", "$tag$", "/*", "E'\\'", "/* /* */"])
def test_what_is_never_closed_is_refused_with_its_line(open_end: str) -> None:
    with pytest.raises(ImportRefused, match="line 2 is never closed"):
        pieces_of(f"SELECT 1;\nSELECT {open_end} rest of the file; and more")


def test_more_statements_than_any_schema_has_are_refused() -> None:
    with pytest.raises(ImportRefused, match="more than 100,000 statements"):
        pieces_of("a;" * (MAX_PIECES + 1))


@pytest.mark.parametrize("garbage", ["'", "''", "(", "a ", "$", "$a", "/*", "--", "\\", ";", '"', "E'", "\n", "/", "é"])
def test_a_megabyte_of_garbage_is_read_in_linear_time(garbage: str) -> None:
    start = time.process_time()
    with contextlib.suppress(ImportRefused):
        pieces_of(garbage * (2**20 // len(garbage.encode())))
    assert time.process_time() - start < 5


@given(st.text(alphabet=";'\"$\\()/*-aE \nBEGINATOMICENDCREATEFUNCTION", max_size=60))
def test_any_text_gives_pieces_or_a_refusal(text: str) -> None:
    with contextlib.suppress(ImportRefused):
        pieces = pieces_of(text)
        lines = [piece.line for piece in pieces]
        assert lines == sorted(lines)
        assert all(piece.text for piece in pieces if piece.kind is not PieceKind.DATA)


@pytest.mark.parametrize("name", NAMES)
def test_real_schemas_split_as_postgresql_splits_them(name: str) -> None:
    pieces = pieces_of(real_schema(name))
    statements = [piece.text for piece in pieces if piece.kind is PieceKind.STATEMENT]
    assert all(len(postgast.parse(each).stmts) == 1 for each in statements)
    lines = real_schema(name).splitlines()
    assert all(piece.text.split("\n")[0] in lines[piece.line - 1] for piece in pieces if piece.text)
