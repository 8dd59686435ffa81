"""The oldest PostgreSQL that can hold a design, and why.

Source: release notes of PostgreSQL 15 to 18. Versions before 14 are out of maintenance and not considered.
"""

import re
from collections.abc import Iterator
from itertools import chain

from designer.model import Design, GeneratedKind, Index, PrimaryKey, Unique

OLDEST = 14
_UUIDV7 = re.compile(r"\buuidv[47]\s*\(", re.IGNORECASE)


def minimum_version(design: Design) -> tuple[int, tuple[str, ...]]:
    """(major version, what needs it); the reasons are empty where the oldest maintained version will do.

    What is carried as SQL (functions, views) is searched for new functions only; the proof says the rest.
    """
    needs = sorted(set(_needs(design)))
    version = max((version for version, _ in needs), default=OLDEST)
    return version, tuple(reason for needed, reason in needs if needed == version)


def _needs(design: Design) -> Iterator[tuple[int, str]]:
    yield from _of_keys(design)
    yield from _of_relationships(design)
    for field in design.fields.values():
        if field.generated is not None and field.generated.kind is GeneratedKind.VIRTUAL:
            yield 18, "virtual generated fields"
    if any(not check.enforced for check in design.checks.values()):
        yield 18, "checks that are not enforced"
    if any(map(_UUIDV7.search, _texts(design))):
        yield 18, "uuidv7()"


def _of_keys(design: Design) -> Iterator[tuple[int, str]]:
    for key in chain[PrimaryKey | Unique](design.primary_keys.values(), design.uniques.values()):
        if key.without_overlaps:
            yield 18, "keys WITHOUT OVERLAPS"
    for unique in chain[Unique | Index](design.uniques.values(), design.indexes.values()):
        if not unique.nulls_distinct:
            yield 15, "NULLS NOT DISTINCT"


def _of_relationships(design: Design) -> Iterator[tuple[int, str]]:
    for relationship in design.relationships.values():
        if relationship.period:
            yield 18, "foreign keys over a PERIOD"
        if not relationship.enforced:
            yield 18, "foreign keys that are not enforced"
        if relationship.set_fields:
            yield 15, "ON DELETE SET NULL of some fields"


def _texts(design: Design) -> Iterator[str]:
    for field in design.fields.values():
        yield field.default or ""
    for each in design.sql_objects.values():
        yield from each.create
