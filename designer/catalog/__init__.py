"""Reads pg_catalog into a Design."""

from designer.catalog.read import read

__all__ = ["read"]
