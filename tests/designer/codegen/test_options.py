from datetime import UTC

import pytest

from designer.codegen import EPOCH, Options


@pytest.mark.parametrize(
    "package", ["", "App", "1a", "import", "a-b", "../x", "json", "sqlmodel", "migrations", "a" * 60, "a\n"]
)
def test_what_is_no_name_of_a_package_is_refused(package: str) -> None:
    with pytest.raises(ValueError, match="package"):
        Options(package=package)


def test_a_bundle_that_nobody_dates_has_a_fixed_date() -> None:
    assert Options().created == EPOCH
    assert EPOCH.tzinfo is UTC
