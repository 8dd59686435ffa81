"""The `designer` command as CI uses it: exit codes, output, files."""

import json
import zipfile
from pathlib import Path

import pytest

from designer.cli import main
from designer.model import decode

SQL = """
CREATE TABLE customer (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), email text NOT NULL UNIQUE);
CREATE TABLE purchase (id uuid PRIMARY KEY, customer_id uuid NOT NULL REFERENCES customer ON DELETE CASCADE);
"""


@pytest.fixture
def sql(tmp_path: Path) -> Path:
    path = tmp_path / "shop.sql"
    path.write_text(SQL, encoding="utf-8")
    return path


@pytest.fixture
def document(sql: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "design.json"
    assert main(["import", str(sql), "-o", str(path)]) == 0
    capsys.readouterr()
    return path


def test_import_writes_a_design_and_says_what_it_kept(
    sql: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(sql), "-o", str(tmp_path / "design.json")]) == 0
    assert "2 kept, 0 approximated, 0 dropped" in capsys.readouterr().out
    design = decode((tmp_path / "design.json").read_bytes())
    assert sorted(entity.name for entity in design.entities.values()) == ["customer", "purchase"]


def test_the_same_file_gives_the_same_document(sql: Path, tmp_path: Path) -> None:
    for name in ("one.json", "two.json"):
        main(["import", str(sql), "-o", str(tmp_path / name)])
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_check_tells_what_is_wrong(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(document), "--json"])
    found = json.loads(capsys.readouterr().out)["diagnostics"]
    assert any("customer_id" in diagnostic["message"] for diagnostic in found)


def test_check_fails_on_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "keyless.sql"
    path.write_text("CREATE TABLE keyless (a integer);", encoding="utf-8")
    assert main(["check", str(path)]) == 1
    assert "keyless" in capsys.readouterr().out


def test_draw_writes_an_svg(document: Path, tmp_path: Path) -> None:
    assert main(["draw", str(document), "-o", str(tmp_path / "er.svg"), "--theme", "dark"]) == 0
    assert (tmp_path / "er.svg").read_text(encoding="utf-8").startswith("<svg")


def test_export_writes_a_zip_or_a_folder(document: Path, tmp_path: Path) -> None:
    assert main(["export", str(document), "-o", str(tmp_path / "bundle.zip")]) == 0
    assert main(["export", str(document), "-o", str(tmp_path / "bundle")]) == 0
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        packed = {Path(name).name for name in archive.namelist()}
    assert {"alembic.ini", "customer.py"} <= packed
    assert (tmp_path / "bundle" / "alembic.ini").is_file()


def test_export_overwrites_nothing(document: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "precious.txt").write_text("mine", encoding="utf-8")
    assert main(["export", str(document), "-o", str(tmp_path / "mine")]) == 2
    assert "not empty" in capsys.readouterr().err


def test_prove_prints_one_json_object_a_file(document: Path, sql: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prove", str(document), str(sql), "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["schema"], row["proven"], row["drift"]) for row in rows] == [("design", True, 0), ("shop", True, 0)]
    assert set(rows[1]["seconds"]) == {"import", "draw", "export", "prove"}


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("broken.json", "{", "not JSON"),
        ("other.json", "{}", "not a design"),
        ("empty.sql", "-- nothing", "no SQL statement"),
        ("picture.png", "x", "give a .sql file"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_one_sentence(
    name: str, content: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert main(["check", str(tmp_path / name)]) == 2
    output = capsys.readouterr()
    assert says in output.err
    assert "Traceback" not in output.err


def test_a_document_that_breaks_invariants_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "design.json"
    entity = {"object": "entity", "id": "e", "schema": "gone", "name": "e"}
    path.write_text(json.dumps({"format": 1, "design": {"entities": {"e": entity}}}), encoding="utf-8")
    assert main(["check", str(path)]) == 2
    assert "e, schema: It refers to something that no longer exists" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draw", str(tmp_path / "absent.sql"), "-o", str(tmp_path / "x.svg")]) == 2
    assert "absent.sql" in capsys.readouterr().err


def test_what_cannot_be_proven_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "wrong.sql"
    path.write_text("CREATE TABLE t (a no_such_type);", encoding="utf-8")
    assert main(["prove", str(path), "--json"]) == 1
    row = json.loads(capsys.readouterr().out)
    assert row["proven"] is False
    assert "no_such_type" in row["error"]
