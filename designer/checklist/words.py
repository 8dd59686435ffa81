"""The words of a name, and whether it names one or many as far as English says so without a doubt."""

import re
from functools import lru_cache

from designer.model.inflection import is_plural, is_singular, singular

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_a-zA-Z]+")

# Nobody is told to rename these: they have no plural, have no singular, or are read as either.
_DOUBTFUL = frozenset(
    """
    access accounting always audio audit auth authentication authorization backlog backup belongings billing cash
    clothes config configuration content contents data details earnings email feed goods headquarters health history
    inventory kudos logging luggage mail means media meta metadata misc monitoring news pos preferences premises
    pricing proceeds proof ps sales savings settings shipping stats storage surroundings sync thanks todo towards
    usage vat works
    """.split()
)


@lru_cache(maxsize=20_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a snake_case, camelCase or PascalCase name, in lower case."""
    return tuple(word.lower() for word in _WORD.findall(name))


@lru_cache(maxsize=20_000)
def normal_form(name: str) -> str:
    """A name without case, separators and plural: `WorkOrders`, `work_orders` and `workorder` have one."""
    found = words(name)
    return "".join((*found[:-1], singular(found[-1]))) if found else name


def snake_case(name: str) -> str:
    """A name as lower-case words joined by underscores."""
    return "_".join(words(name))


def names_many(name: str) -> bool:
    """Whether the last word of a name is a plural beyond doubt."""
    return not _is_doubtful(name) and is_plural(words(name)[-1])


def names_one(name: str) -> bool:
    """Whether the last word of a name is a singular beyond doubt."""
    return not _is_doubtful(name) and is_singular(words(name)[-1])


def _is_doubtful(name: str) -> bool:
    found = words(name)
    if not found or not (last := found[-1]).isascii() or not last.isalpha() or last in _DOUBTFUL:
        return True
    # Abbreviations ("sms", "qty"), participles and adjectives ("archived") count nothing.
    return len(last) < 3 or not set(last) & set("aeiou") or (last.endswith("ed") and len(last) > 5)
