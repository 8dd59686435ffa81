"""The files that make a folder a project: what it depends on and how it is configured."""

from designer.codegen.formatting import LINE_LENGTH
from designer.codegen.options import Options
from designer.codegen.prose import in_toml

# Tried together; SQLModel 0.0.x may break between its releases.
_DEPENDENCIES = ("alembic~=1.20.1", "psycopg[binary]~=3.3", "sqlalchemy[asyncio]~=2.1.9", "sqlmodel~=0.0.50")
_PYTHON = ">=3.12"

_PYPROJECT = """\
[project]
name = {name}
version = "0.1.0"
description = {description}
readme = "README.md"
requires-python = "{python}"
dependencies = [
{dependencies}
]

[tool.ruff]
line-length = {line_length}

[tool.mypy]
strict = true
packages = [{package}]
"""
_ENVIRONMENT = """\
# Copy to .env, or set it in the shell. The application connects here; a connection pooler is fine.
DATABASE_URL=postgresql+psycopg://user:password@localhost:5432/database

# Migrations connect here where it is set: the server itself, not a pooler.
# MIGRATION_DATABASE_URL=postgresql+psycopg://user:password@localhost:5432/database
"""
_IGNORED = "__pycache__/\n*.py[cod]\n.venv/\n.env\n"


def project_files(options: Options, title: str) -> dict[str, str]:
    """Path -> text of pyproject.toml, requirements.txt, .env.example and .gitignore."""
    return {
        ".env.example": _ENVIRONMENT,
        ".gitignore": _IGNORED,
        "pyproject.toml": _PYPROJECT.format(
            name=in_toml(f"{options.package.replace('_', '-')}-database"),
            description=in_toml(f"The database of {title}: SQLModel models and Alembic migrations."),
            python=_PYTHON,
            dependencies="\n".join(f"    {in_toml(each)}," for each in _DEPENDENCIES),
            line_length=LINE_LENGTH,
            package=in_toml(options.package),
        ),
        "requirements.txt": "".join(f"{each}\n" for each in _DEPENDENCIES),
    }
