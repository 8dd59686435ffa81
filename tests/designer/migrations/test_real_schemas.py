"""Law 4 on schemas of real projects; the larger ones are proven by the benchmarks."""

import pytest

from designer.catalog import read
from designer.migrations import plan
from designer.model import EMPTY
from designer.postgres import ScratchDatabase, scratch_database
from tests.designer.migrations.running import built, differences, migrate, read_back
from tests.shared_schemas import real_schema


@pytest.mark.parametrize("name", ["chinook", "northwind", "employee", "azimutt", "langfuse"])
def test_a_real_schema_is_rebuilt_and_removed(database: ScratchDatabase, name: str) -> None:
    # psql's own commands are the importer's affair
    sql = "\n".join(line for line in real_schema(name).splitlines() if not line.startswith("\\"))
    with scratch_database() as original, original.connect() as connection:
        connection.execute(sql.encode())
        connection.execute("RESET ALL")
        design = read(connection)

    assert differences(design, built(database, design)) == []

    migrate(database, plan(EMPTY, design), "downgrade")
    assert differences(EMPTY, read_back(database)) == []
