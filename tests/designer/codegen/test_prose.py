import ast
import tomllib

from hypothesis import given
from hypothesis import strategies as st

from designer.codegen.prose import in_code, in_docstring, in_markdown, in_toml, one_line, sentence


def test_lines_and_tabs_become_spaces() -> None:
    assert one_line("a\r\nb\tc\u2028d\x85e") == "a b c d e"


def test_signs_that_reorder_text_go() -> None:
    assert one_line("user\u202enimda\u2066\x00\x1b[31m") == "usernimda[31m"


def test_a_long_text_is_cut() -> None:
    assert one_line("word " * 200, 20) == "word word word word…"


def test_a_docstring_cannot_be_closed() -> None:
    assert in_docstring('""" + evil() + """ \\') == "''' + evil() + ''' /"


def test_markdown_is_not_markup() -> None:
    assert in_markdown("<script>*x* | [a](javascript:b) `c`") == (r"\<script\>\*x\* \| \[a\]\(javascript\:b\) \`c\`")


def test_plain_names_are_code_and_others_escaped() -> None:
    assert in_code("app.order_line") == "`app.order_line`"
    assert in_code("a`b") == r"a\`b"


def test_sentences_end() -> None:
    assert sentence("Who buys") == "Who buys."
    assert sentence("Who buys?") == "Who buys?"
    assert sentence("") == ""


@given(st.text())
def test_any_text_is_a_toml_string(text: str) -> None:
    assert tomllib.loads(f"x = {in_toml(text)}")["x"] == one_line(text)


@given(st.text())
def test_any_text_stays_inside_a_docstring(text: str) -> None:
    tree = ast.parse(f'"""{in_docstring(text)}."""')
    assert len(tree.body) == 1
    assert isinstance(tree.body[0], ast.Expr)
