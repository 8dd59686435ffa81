"""Options as the catalog keeps them: texts of the form "name=value"."""

from collections.abc import Iterable

from designer.model import literal, quote
from designer.model.names import is_plain


def option_list(options: Iterable[str]) -> str:
    """As WITH (...) wants them: `fillfactor='70', autovacuum_enabled='false'`."""
    return ", ".join(f"{_name(name)}={literal(value)}" for name, _, value in (each.partition("=") for each in options))


def foreign_option_list(options: Iterable[str]) -> str:
    """As OPTIONS (...) wants them: `host 'a', dbname 'b'`."""
    return ", ".join(f"{quote(name)} {literal(value)}" for name, _, value in (each.partition("=") for each in options))


def _name(name: str) -> str:
    return name if is_plain(name) else quote(name)
