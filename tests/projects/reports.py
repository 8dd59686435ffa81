"""Reports as they are stored."""

import zlib

import msgspec

from designer.importers import ImportReport, Statement, Verdict


def import_report() -> bytes:
    """Of three statements: one kept, one dropped, one ignored."""
    statements = (
        Statement(number=1, line=1, text="CREATE TABLE customer (id uuid)", verdict=Verdict.KEPT, reason=""),
        Statement(number=2, line=4, text="CREATE FOREIGN TABLE f ()", verdict=Verdict.DROPPED, reason="No server."),
        Statement(number=3, line=9, text="SET client_encoding = 'UTF8'", verdict=Verdict.IGNORED, reason="A setting."),
    )
    return zlib.compress(msgspec.json.encode(ImportReport(statements=statements)))
