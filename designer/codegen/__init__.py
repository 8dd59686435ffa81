"""A design as files: the SQLModel package, the Alembic migrations, and what makes them a project."""

from designer.codegen.bundle import Bundle, bundle
from designer.codegen.options import EPOCH, Options
from designer.codegen.safety import UnsafeCode

__all__ = ["EPOCH", "Bundle", "Options", "UnsafeCode", "bundle"]
