import pytest

from designer.codegen.formatting import formatted


def test_sources_are_laid_out_as_ruff_does() -> None:
    assert formatted({"a.py": "x=[1,2]", "b/a.py": "y  =  'z'"}) == {"a.py": "x = [1, 2]\n", "b/a.py": 'y = "z"\n'}


def test_lines_are_as_long_as_the_projects() -> None:
    call = f"x = f({', '.join(['12345678'] * 11)})\n"
    assert 100 < len(call) < 120
    assert formatted({"a.py": call}) == {"a.py": call}


def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUFF_CONFIG", "no such file")
    assert formatted({"a.py": "x=1"}) == {"a.py": "x = 1\n"}


def test_what_is_no_python_is_refused() -> None:
    with pytest.raises(SyntaxError):
        formatted({"a.py": "x = ("})


def test_nothing_is_nothing() -> None:
    assert formatted({}) == {}
