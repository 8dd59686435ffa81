"""One package a source; each gives (Design, ImportReport): every statement kept, approximated or dropped, with why."""

from designer.importers.report import ImportRefused, ImportReport, Statement, Verdict
from designer.importers.sql import read_sql

__all__ = ["ImportRefused", "ImportReport", "Statement", "Verdict", "read_sql"]
