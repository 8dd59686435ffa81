import pytest

from designer.codegen import UnsafeCode
from designer.codegen.safety import check
from designer.codegen.type_modules import FIXED_PARTS

HEAD = '"""Models."""\nimport sqlalchemy as sa\nfrom sqlmodel import Field\nfrom app.models.base import Base\n'
JOIN = "and_(foreign(X.a) == remote(Y.b), X.c == Y.c)"


def _check(code: str, package: str = "app") -> None:
    check({"app/models/x.py": code}, package)


def _model(line: str) -> str:
    return f"{HEAD}class X(Base, table=True):\n    {line}\n"


@pytest.mark.parametrize(
    "line",
    [
        "id: int | None = Field(default=None, primary_key=True)",
        'at: dt.datetime = Field(default=None, sa_column_kwargs={"server_default": sa.text("now()")})',
        'ys: Mapped[list["Y"]] = Relationship(sa_relationship_kwargs={"foreign_keys": "[Y.a, Y.b]"})',
        f'y: Mapped[Optional["Y"]] = Relationship(sa_relationship_kwargs={{"primaryjoin": "{JOIN}"}})',
        '__table_args__ = (sa.Index("i", sa.literal_column("a").label("b"), unique=True), {"schema": "s"})',
        "n: int = -1",
    ],
)
def test_declarations_pass(line: str) -> None:
    _check(_model(line))


@pytest.mark.parametrize("part", FIXED_PARTS)
def test_the_products_own_parts_pass(part: str) -> None:
    _check(part)


@pytest.mark.parametrize(
    "code",
    [
        "import os",
        "import sqlalchemy",
        "import sqlalchemy as os",
        "from os import system",
        "from app.models.x import *",
        "from app.models import base as os",
        "from .x import y",
        "from app.models.a.b import c",
        "from sqlmodel import Field as Any",
        "x = eval('1')",
        "x = __import__('os')",
        "x = sa.create_engine('x')",
        "x = sa.text.__globals__",
        "x = sa.event.listen",
        "x = (lambda: 1)()",
        "x = [y for y in (1, 2)]",
        "x = f'{1}'",
        "x = 1 if 2 else 3",
        "x = sa.text('a') or sa.text('b')",
        "x = sa.text('a') + 'b'",
        "x = sa.text(*('a',))",
        "x = sa.Column(**{'a': 1})",
        "x = {**{'a': 1}}",
        "x = {1: 2}",
        "x = y",
        "x = b'a'",
        "x = ...",
        "x = sa.text('a').bindparams",
        "x = sa.text('a').label('b')",
        "x, y = 1, 2",
        "x.y = 1",
        "x[0] = 1",
        "x: eval('1') = 1",
        "x: 'eval(1)' = 1",
        "x: list['a.b'] = 1",
        "x += 1",
        "del x",
        "print('x')",
        "sa.text('x')",
        "while True: pass",
        "if True:\n    import os",
        "if TYPE_CHECKING:\n    x = 1",
        "if TYPE_CHECKING:\n    from os import x",
        "if TYPE_CHECKING:\n    from app.models.y import Y\nelse:\n    import os",
        "try:\n    pass\nexcept: pass",
        "with open('x'): pass",
        "def f(): pass",
        "def upgrade(x=1): pass",
        "def upgrade():\n    import os",
        "def upgrade():\n    x = 1",
        "def upgrade():\n    op.run('x')",
        "@sa.text\ndef upgrade(): pass",
        "async def upgrade(): pass",
        "class X(object): pass",
        "class X(Base, metaclass=eval): pass",
        "class X(Base, Base): pass",
        "@eval\nclass X(Base): pass",
        "class X(Base):\n    def f(self): pass",
        "class PostgresType(UserDefinedType[Any]):\n    x = 1",
        "def values_of(labels): return eval(labels)",
        "x = Relationship(sa_relationship_kwargs={'primaryjoin': '__import__(\"os\").system(\"x\")'})",
        "x = Relationship(sa_relationship_kwargs={'foreign_keys': 'X.__class__'})",
        "x = Relationship(sa_relationship_kwargs={'foreign_keys': '[X._sa_registry]'})",
        "x = Relationship(sa_relationship_kwargs={'remote_side': 'X.a.b'})",
        "x = Relationship(sa_relationship_kwargs={'remote_side': 'eval(X.a)'})",
        "x = Relationship(sa_relationship_kwargs={'primaryjoin': sa.text('x')})",
        "x = Relationship(sa_relationship_kwargs={'primaryjoin': 'X.a == 1'})",
        "x = sa.Enum('a')",
        "x = (",
        "x = '\x00'",
    ],
)
def test_everything_else_is_refused(code: str) -> None:
    with pytest.raises(UnsafeCode):
        _check(code)


def test_only_the_bundles_own_package_may_be_imported() -> None:
    _check("from app.models.base import Base")
    with pytest.raises(UnsafeCode, match=r"app/models/x\.py, line 1"):
        _check("from other.models.base import Base", "app")


def test_a_revision_may_run_operations() -> None:
    _check(
        '"""Revision."""\nimport sqlalchemy as sa\nfrom alembic import op\n\nrevision: str = "a"\n'
        'down_revision: str | None = None\n\n\ndef upgrade() -> None:\n    op.execute("SELECT 1")\n'
        '    op.create_table("t", sa.Column("a", sa.Text()))\n\n\ndef downgrade() -> None:\n    pass\n'
    )
