"""SQL -> Design: PostgreSQL runs the script in a throwaway database, the catalog reader reads what it made."""

from designer.importers.sql.read import read_sql

__all__ = ["read_sql"]
