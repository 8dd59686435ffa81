import ast

import pytest

from designer.migrations.python_code import Call, Name, call, one_line, source, statement


def test_texts_become_literals() -> None:
    assert source(call("op.f", 'it\'s "q" \\ \n {x}', n=1)) == "op.f('it\\'s \"q\" \\\\ \\n {x}', n=1)"


def test_keywords_that_are_none_are_left_out() -> None:
    assert source(call("op.f", None, a=None, b=False)) == "op.f(None, b=False)"


def test_a_call_may_say_none() -> None:
    assert source(Call("op.f", (), (("server_default", None),))) == "op.f(server_default=None)"


def test_lists_dictionaries_and_names_nest() -> None:
    code = call("op.f", [Name("sa.x"), "a"], with_={"k'": call("g")})
    assert source(code) == "op.f([sa.x, 'a'], with_={\"k'\": g()})"


@pytest.mark.parametrize(
    "text",
    ["CREATE\n  x\n", "one line", "a\"\"\"\n'''\n\\n", "\n\n", "tab\there\r\nand\u2028there\x0bx", "\x85\x1c", ""],
)
@pytest.mark.parametrize("function", ["op.execute", "sa.DDL"])
def test_sql_of_several_lines_is_the_same_text(text: str, function: str) -> None:
    code = call("op.execute", text if function == "op.execute" else call("sa.DDL", text))

    parsed = ast.parse(statement(code)).body[0]

    assert isinstance(parsed, ast.Expr)
    constants = [node.value for node in ast.walk(parsed) if isinstance(node, ast.Constant)]
    assert constants == [text]


def test_sql_of_several_lines_is_read_line_by_line() -> None:
    assert statement(call("op.execute", "CREATE x\n  y")) == "op.execute('CREATE x\\n'\n'  y')"


@pytest.mark.parametrize("text", ['"""', "a\nb", "\\", "\u202e", "x" * 999])
def test_words_for_a_comment_stay_on_their_line(text: str) -> None:
    words = one_line(text)

    assert '"' not in words
    assert "\\" not in words
    assert words.isprintable()
    assert len(words) <= 200
