"""Generated code that misbehaves: it ends with a reason, and reaches nothing."""

from pathlib import Path

import pytest

from designer.proof.bundle_process import Answer, BundleProcess


def imported(folder: Path, models: str, seconds: float = 20) -> Answer:
    """What comes of importing `app.models` of this text."""
    (folder / "app").mkdir()
    (folder / "app" / "__init__.py").write_text("")
    (folder / "app" / "models.py").write_text(models)
    with BundleProcess(seconds) as process:
        process.run("prepare", folder=str(folder), package="app", url="postgresql+psycopg://nowhere")
        return process.run("import_models", package="app")


def test_models_that_import(tmp_path: Path) -> None:
    assert imported(tmp_path, "ANSWER = 42") == Answer(ok=True)


def test_an_error_says_where(tmp_path: Path) -> None:
    answer = imported(tmp_path, "one = 1\ntwo = one / 0\n")
    assert not answer.ok
    assert answer.log == "app/models.py:2 two = one / 0\nZeroDivisionError: division by zero"


def test_mappers_that_do_not_configure(tmp_path: Path) -> None:
    models = """
from sqlmodel import Field, Relationship, SQLModel
class Song(SQLModel, table=True):
    id: int = Field(primary_key=True)
    album: "Album" = Relationship(back_populates="songs")
"""
    answer = imported(tmp_path, models)
    assert not answer.ok
    assert "Album" in answer.log


def test_the_environment_of_this_process_stays_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "not for them")
    answer = imported(tmp_path, "import os\nraise ValueError(dict(os.environ))")
    assert "DATABASE_URL" in answer.log
    assert "SECRET_KEY" not in answer.log
    assert "not for them" not in answer.log


@pytest.mark.parametrize("printed", ["print('{\"ok\": false}')", "import os; os.write(1, b'{\"ok\": false}\\n')"])
def test_what_it_prints_is_no_answer(printed: str, tmp_path: Path) -> None:
    assert imported(tmp_path, printed).ok


def test_it_ends_when_its_time_is_up(tmp_path: Path) -> None:
    answer = imported(tmp_path, "while True: pass", seconds=3)
    assert answer == Answer(ok=False, log="It took longer than 3 seconds and was ended.")


def test_it_may_not_take_all_memory(tmp_path: Path) -> None:
    answer = imported(tmp_path, "everything = bytearray(8 * 1024**3)")
    assert answer.log.endswith("MemoryError")


def test_it_may_not_fill_the_disk(tmp_path: Path) -> None:
    models = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    models += f"with open({str(tmp_path / 'big')!r}, 'wb') as f:\n    for _ in range(80): f.write(bytes(1024**2))\n"
    answer = imported(tmp_path, models)
    assert "File too large" in answer.log


def test_its_sudden_end_is_a_failure(tmp_path: Path) -> None:
    assert imported(tmp_path, "import os; os._exit(3)") == Answer(ok=False, log="The process ended with code 3.")
