import tomllib

from designer.codegen.options import Options
from designer.codegen.project_files import project_files

TITLE = 'Shop "of"\\n [tool.x]'


def test_the_project_says_what_it_needs() -> None:
    files = project_files(Options(package="my_shop"), TITLE)
    project = tomllib.loads(files["pyproject.toml"])
    assert project["project"]["name"] == "my-shop-database"
    assert project["project"]["description"].startswith(f"The database of {TITLE}")
    assert project["project"]["dependencies"] == files["requirements.txt"].split()
    assert project["tool"]["mypy"]["packages"] == ["my_shop"]
    assert set(project["tool"]) == {"ruff", "mypy"}


def test_the_environment_has_no_secret() -> None:
    example = project_files(Options(), TITLE)[".env.example"]
    assert "DATABASE_URL=postgresql+psycopg://user:password@localhost" in example
    assert ".env\n" in project_files(Options(), TITLE)[".gitignore"]
