"""Python calls as values, and their source text: the only way by which anything becomes a line of a revision.

Alembic's own renderer is not used. Tried on 1.20.1, it pastes table names into '...' unescaped (create_table_comment),
writes `sa.text()` with the escapes of `:name` undone, loses DEFERRABLE and INCLUDE of primary keys and USING of type
changes, and has no form for renaming a table or adding a primary key. Here a text can only become `repr(text)`.
"""

from typing import NamedTuple


class Name(NamedTuple):
    """A name of the revision's own: `op.f`. Never user text."""

    text: str


class Call(NamedTuple):
    """`function(*arguments, **keywords)`; the function and the keywords are names of ours."""

    function: str
    arguments: tuple["Code", ...] = ()
    keywords: tuple[tuple[str, "Code"], ...] = ()


type Code = Call | Name | str | int | bool | list[Code] | dict[str, Code] | None


def call(function: str, *arguments: Code, **keywords: Code) -> Call:
    """A call; keywords that are None are left out, since None is their default everywhere in Alembic."""
    given = tuple((name, value) for name, value in keywords.items() if value is not None)
    return Call(function, arguments, given)


def source(code: Code) -> str:
    """Python source of one expression, unformatted."""
    match code:
        case Call(function, arguments, keywords):
            inside = [source(argument) for argument in arguments]
            inside += [f"{name}={source(value)}" for name, value in keywords]
            return f"{function}({', '.join(inside)})"
        case Name(text):
            return text
        case list(items):
            return f"[{', '.join(map(source, items))}]"
        case dict(items):
            return "{" + ", ".join(f"{key!r}: {source(value)}" for key, value in items.items()) + "}"
        case _:
            return repr(code)


class Autocommit(NamedTuple):
    """A call outside the migration's transaction: what precedes it is committed, what follows is a new one."""

    call: Call


type Statement = Call | Autocommit


def statement(code: Statement) -> str:
    """Python source of one statement. SQL of several lines is written as several adjacent literals, to be read."""
    match code:
        case Autocommit(inner):
            return f"with op.get_context().autocommit_block():\n    {statement(inner)}"
        case Call(function, (str(text),), ()) if "\n" in text.strip("\n"):
            return f"{function}({_by_line(text)})"
        case Call(function, (Call(inner, (str(text),), ()),), ()) if "\n" in text.strip("\n"):
            return f"{function}({inner}({_by_line(text)}))"
        case _:
            return source(code)


def _by_line(text: str) -> str:
    return "\n".join(repr(line) for line in text.splitlines(keepends=True))


def one_line(text: str, limit: int = 200) -> str:
    """User text for a docstring or comment: one line that can neither close the one nor leave the other."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    safe = " ".join(printable.replace("\\", "/").replace('"', "'").split())
    return safe if len(safe) <= limit else safe[: limit - 3] + "..."
