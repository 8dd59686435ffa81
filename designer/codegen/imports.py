"""The imports of a module, drawn from the names that stand in it: none missing, none unused, in order."""

import ast
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby

from designer.codegen.syntax import gap

# Name here -> (module, name in it); None imports the module itself under that name.
KNOWN: Mapping[str, tuple[str, str | None]] = {
    "dt": ("datetime", None),
    "Decimal": ("decimal", "Decimal"),
    "StrEnum": ("enum", "StrEnum"),
    "IPv4Address": ("ipaddress", "IPv4Address"),
    "IPv4Interface": ("ipaddress", "IPv4Interface"),
    "IPv4Network": ("ipaddress", "IPv4Network"),
    "IPv6Address": ("ipaddress", "IPv6Address"),
    "IPv6Interface": ("ipaddress", "IPv6Interface"),
    "IPv6Network": ("ipaddress", "IPv6Network"),
    "TYPE_CHECKING": ("typing", "TYPE_CHECKING"),
    "Any": ("typing", "Any"),
    "Optional": ("typing", "Optional"),
    "UUID": ("uuid", "UUID"),
    "uuid4": ("uuid", "uuid4"),
    "sa": ("sqlalchemy", None),
    "pg": ("sqlalchemy.dialects", "postgresql"),
    "MutableDict": ("sqlalchemy.ext.mutable", "MutableDict"),
    "MutableList": ("sqlalchemy.ext.mutable", "MutableList"),
    "Mapped": ("sqlalchemy.orm", "Mapped"),
    "registry": ("sqlalchemy.orm", "registry"),
    "set_attribute": ("sqlalchemy.orm.attributes", "set_attribute"),
    "quoted_name": ("sqlalchemy.sql", "quoted_name"),
    "UserDefinedType": ("sqlalchemy.types", "UserDefinedType"),
    "Field": ("sqlmodel", "Field"),
    "Relationship": ("sqlmodel", "Relationship"),
    "SQLModel": ("sqlmodel", "SQLModel"),
}
_STANDARD = frozenset({"datetime", "decimal", "enum", "ipaddress", "typing", "uuid"})


def imports(used: Iterable[str], own: Mapping[str, str]) -> list[ast.stmt]:
    """Import statements for the names of `used` that need one. own: names that modules of the package define -> those
    modules."""
    used = sorted(used)
    wanted = [(*KNOWN[name], name) for name in used if name in KNOWN]
    wanted += [(own[name], name, name) for name in used if name in own]
    return list(import_statements(wanted))


def import_statements(wanted: Iterable[tuple[str, str | None, str]]) -> Iterable[ast.stmt]:
    """(module, name in it or None, name here) as statements: standard library, third party, the package."""
    found = sorted(set(wanted), key=lambda each: (_section(each[0]), each[1] is not None, _natural(each[0])))
    section = None
    for module, group in groupby(found, key=lambda each: each[0]):
        if section not in {None, _section(module)}:
            yield gap()
        section = _section(module)
        names = sorted(((name, here) for _, name, here in group), key=lambda each: member_order(each[0] or ""))
        for _, here in (each for each in names if each[0] is None):
            yield ast.Import([ast.alias(module, here if here != module else None)])
        members = [ast.alias(name, here if here != name else None) for name, here in names if name is not None]
        if members:
            yield ast.ImportFrom(module, members, 0)


def _section(module: str) -> int:
    top = module.partition(".")[0]
    return 0 if top in _STANDARD else 1 if top in {"sqlalchemy", "sqlmodel"} else 2


def member_order(name: str) -> tuple[int, list[str | int], str]:
    """isort's order of members: CONSTANTS, then Classes, then functions."""
    kind = 0 if name.isupper() and len(name) > 1 else 1 if name[:1].isupper() else 2
    return kind, *_natural(name)


@lru_cache(maxsize=20_000)
def _natural(name: str) -> tuple[list[str | int], str]:
    """isort's order: capitals are small letters, numbers are numbers."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name.lower())], name
