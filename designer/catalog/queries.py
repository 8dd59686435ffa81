"""Queries inside views, rules and SQL functions as PostgreSQL prints them, but for forms that it reads back changed.

Beside arrays (see `expressions`): a column that nobody has named is called "?column?" and printed without a name, but
where the expression is a cast, `'a'::text`, reading it again names the column after the type. And a bare VALUES is
printed as `(VALUES ...)`, then, once it has been read as a sub-select, as `( VALUES ...)`.
"""

from itertools import pairwise

import postgast

from designer.catalog.expressions import canonical
from designer.catalog.tokens import Token, closing, tokens

_ENDS_TARGETS = frozenset(
    "FROM WHERE GROUP HAVING WINDOW UNION INTERSECT EXCEPT ORDER LIMIT OFFSET FETCH FOR ; )".split()
)


def canonical_query(text: str) -> str:
    """A statement of the catalog in the form that survives being read again."""
    text = canonical(text)
    try:
        found = tokens(text)
    except postgast.PgQueryError:
        return text
    inserts = dict.fromkeys(_unnamed_casts(found), ' AS "?column?"')
    for before, after in pairwise(found):
        if before.text == "(" and after.text == "VALUES" and before.end == after.start:
            inserts[before.end] = " "
    for at in sorted(inserts, reverse=True):
        text = text[:at] + inserts[at] + text[at:]
    return text


def _unnamed_casts(found: list[Token]) -> list[int]:
    """Where each target of a SELECT ends that is a cast without a name: offsets in characters."""
    ends = []
    for number, token in enumerate(found):
        if token.text == "SELECT":
            ends += [found[last].end for first, last in _targets(found, number + 1) if _is_cast(found, first, last)]
    return ends


def _targets(found: list[Token], at: int) -> list[tuple[int, int]]:
    """First and last token of each target of the SELECT whose list starts here."""
    if at < len(found) and found[at].text == "DISTINCT":
        at += 1
        if at < len(found) and found[at].text == "ON":
            at = closing(found, at + 1) + 1
    targets, first = [], at
    while at < len(found) and found[at].text not in _ENDS_TARGETS:
        if found[at].text == ",":
            targets.append((first, at - 1))
            first = at + 1
        at = closing(found, at) + 1 if found[at].text in {"(", "["} else at + 1
    if at > first:
        targets.append((first, at - 1))
    return targets


def _is_cast(found: list[Token], first: int, last: int) -> bool:
    """Whether these tokens are `expression::type` and nothing after the type."""
    casts, at = [], first
    while at <= last:
        if found[at].text == "::":
            casts.append(at)
        at = closing(found, at) + 1 if found[at].text in {"(", "["} else at + 1
    if not casts:
        return False
    return all(
        token.text != "AS"
        and (token.belongs_to_type or token.text in {")", "[", "]"} or token.text.isdigit() or token.text == ",")
        for token in found[casts[-1] + 1 : last + 1]
    )
