import io
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import pytest

from designer.codegen.archive import UnsafePath, archive, check_path

AT = datetime(2026, 1, 31, 14, 5, 7, tzinfo=UTC)


def _opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def test_files_lie_in_one_folder_sorted_dated_and_readable() -> None:
    zipped = _opened(archive({"b.txt": "ü", "a/c.txt": ""}, folder="app", created=AT))
    entries = zipped.infolist()
    assert [entry.filename for entry in entries] == ["app/a/c.txt", "app/b.txt"]
    assert {entry.date_time for entry in entries} == {(2026, 1, 31, 14, 5, 6)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert zipped.read("app/b.txt").decode() == "ü"
    assert zipped.testzip() is None


def test_the_same_files_give_the_same_bytes() -> None:
    one = archive({"a": "1", "b": "2"}, folder="app", created=AT)
    elsewhere = AT.astimezone(timezone(timedelta(hours=9)))
    assert archive({"b": "2", "a": "1"}, folder="app", created=elsewhere) == one


def test_times_before_the_format_are_its_first() -> None:
    entry = _opened(archive({"a": ""}, folder="app", created=datetime(1970, 1, 1, tzinfo=UTC))).infolist()[0]
    assert entry.date_time == (1980, 1, 1, 0, 0, 0)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/a",
        "a/",
        "a//b",
        "../a",
        "a/../b",
        "a/..",
        ".",
        "a/.",
        "a\\b",
        "C:/a",
        "a b",
        "a\nb",
        "ä",
        "a" * 101,
        "-a/\x00",
    ],
)
def test_paths_that_leave_the_folder_or_mean_something_are_refused(path: str) -> None:
    with pytest.raises(UnsafePath):
        check_path(path)
    with pytest.raises(UnsafePath):
        archive({path: ""}, folder="app", created=AT)


@pytest.mark.parametrize("path", ["a", ".env.example", "a/b_c-d.py", "migrations/versions/1_x.py", "__init__.py"])
def test_plain_paths_are_taken(path: str) -> None:
    check_path(path)
