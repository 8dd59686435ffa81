"""Runs a bundle on a scratch PostgreSQL: upgrade, catalog against design, drift, downgrade, upgrade again."""

from designer.proof.compare import compare
from designer.proof.prove import prove
from designer.proof.report import Difference, ProofReport, decode_report, encode_report

__all__ = ["Difference", "ProofReport", "compare", "decode_report", "encode_report", "prove"]
