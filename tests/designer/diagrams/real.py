"""Real schemas as designs, each imported once for all tests of this folder."""

from functools import cache

from designer.importers import read_sql
from designer.model import Design
from tests.shared_schemas import real_schema


@cache
def real_design(name: str) -> Design:
    """Skips the test where the schemas are absent."""
    return read_sql(real_schema(name))[0]
