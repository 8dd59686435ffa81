"""What the environment may say; what cannot be meant stops the start in words that do not repeat a password."""

import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from projects import environment


@pytest.mark.parametrize(("text", "said"), [("1", True), ("yes", True), ("0", False), ("", False), ("False", False)])
def test_a_flag_is_yes_or_no(text, said, monkeypatch):
    monkeypatch.setenv("DEBUG", text)
    assert environment.flag("DEBUG") is said


def test_a_flag_that_is_neither_stops_the_start(monkeypatch):
    monkeypatch.setenv("DEBUG", "maybe")
    with pytest.raises(ImproperlyConfigured, match="write 1 or 0"):
        environment.flag("DEBUG")


def test_names_stand_between_commas(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", "a.example, b.example,")
    assert environment.names("ALLOWED_HOSTS", ()) == ["a.example", "b.example"]
    monkeypatch.delenv("ALLOWED_HOSTS")
    assert environment.names("ALLOWED_HOSTS", ("localhost",)) == ["localhost"]


def test_without_a_url_the_database_is_a_file_that_many_may_write(tmp_path, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    found = environment.database(tmp_path)
    assert found["NAME"] == str(tmp_path / "designer.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]


def test_postgresql_by_url(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://al%40ice:p%2Fw@db.example:6432/shop?sslmode=require")
    found = environment.database(tmp_path)
    assert {name: found[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "shop",
        "USER": "al@ice",
        "PASSWORD": "p/w",
        "HOST": "db.example",
        "PORT": "6432",
    }
    assert found["OPTIONS"] == {"sslmode": "require"}


def test_postgresql_by_socket(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://postgres@/shop?host=/run/postgresql&port=5433")
    found = environment.database(tmp_path)
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("/run/postgresql", "5433", {})


@pytest.mark.parametrize("url", ["mysql://root:secret@db/shop", "secret", "postgresql://secret@db", "sqlite:///"])
def test_a_url_that_cannot_be_read_is_not_repeated(url, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL cannot be read") as fault:
        environment.database(tmp_path)
    assert "secret" not in str(fault.value)


def test_a_key_is_drawn_once_and_kept_for_its_owner(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: environment.secret_key(tmp_path / "var"), range(24)))
    assert len(keys) == 1
    assert len(keys.pop()) >= 50
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600
    assert [each.name for each in (tmp_path / "var").iterdir()] == ["secret_key"]


def test_a_short_key_stops_the_start(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "short")
    with pytest.raises(ImproperlyConfigured, match="shorter than 32"):
        environment.secret_key(tmp_path)
