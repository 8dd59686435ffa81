import os
import stat
from pathlib import Path

import pytest

from designer.postgres import ScratchUnavailable
from designer.postgres.folder import server_folder


@pytest.fixture(autouse=True)
def scratch_folder(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCRATCH_FOLDER", str(own_folder))
    return own_folder


def test_the_folder_can_be_written_by_its_user_alone(scratch_folder: Path) -> None:
    folder = server_folder("12345678")
    assert folder.is_relative_to(scratch_folder.resolve())
    assert stat.S_IMODE(folder.stat().st_mode) == (0o755 if os.getuid() == 0 else 0o700)


def test_a_folder_that_is_open_to_others_is_closed(scratch_folder: Path) -> None:
    folder = server_folder("12345678")
    folder.chmod(0o777)
    assert not stat.S_IMODE(server_folder("12345678").stat().st_mode) & 0o022


def test_a_link_in_its_place_is_refused(scratch_folder: Path) -> None:
    elsewhere = scratch_folder / "elsewhere"
    elsewhere.mkdir()
    (scratch_folder / f"designer-{os.getuid()}").symlink_to(elsewhere)
    with pytest.raises(ScratchUnavailable, match="belongs to another user"):
        server_folder("12345678")


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_another_user_is_refused(scratch_folder: Path) -> None:
    foreign = scratch_folder / f"designer-{os.getuid()}"
    foreign.mkdir()
    os.chown(foreign, 12345, 12345)
    with pytest.raises(ScratchUnavailable, match="belongs to another user"):
        server_folder("12345678")


def test_a_path_too_long_for_a_socket_is_refused(scratch_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCRATCH_FOLDER", str(scratch_folder / ("x" * 90)))
    with pytest.raises(ScratchUnavailable, match="too long"):
        server_folder("12345678")


def test_a_folder_that_cannot_be_made_says_what_to_do(scratch_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = scratch_folder / "file"
    file.touch()
    monkeypatch.setenv("SCRATCH_FOLDER", str(file))
    with pytest.raises(ScratchUnavailable, match="SCRATCH_FOLDER"):
        server_folder("12345678")
