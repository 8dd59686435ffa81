"""Models of the real schemas beside this checkout: they import, and their mappers configure without a warning."""

from pathlib import Path

import pytest

from designer.codegen.order import is_in_package
from designer.importers import ImportRefused, read_sql
from designer.model import Design
from tests.designer.codegen.loading import models
from tests.shared_schemas import NAMES, real_schema


def _read(name: str) -> Design:
    try:
        design, _ = read_sql(real_schema(name))
    except ImportRefused as refused:
        pytest.skip(f"the importer refuses it: {refused}")
    return design


@pytest.mark.parametrize("name", NAMES)
def test_models_of_a_real_schema_load(name: str, tmp_path: Path) -> None:
    design = _read(name)
    with models(design, tmp_path) as app:
        assert len(app.Base.metadata.tables) == sum(is_in_package(design, entity) for entity in design.entities)
