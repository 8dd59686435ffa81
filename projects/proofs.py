"""A proof report as a page shows it: steps with a verdict each, and what stood in the way."""

import zlib
from collections.abc import Sequence

from msgspec import Struct

from designer.codegen import Bundle
from designer.proof import ProofReport, decode_report, encode_report
from projects.models import ProofRecord


class Step(Struct, frozen=True, kw_only=True):
    """passed: None where it was not reached. faults: what went wrong, for the user. log: what the tools said."""

    title: str
    passed: bool | None
    seconds: float
    faults: Sequence[str] = ()
    log: str = ""


def keep(report: ProofReport, digest: str) -> ProofRecord:
    """Stores a report by the digest of the bundle that it is about."""
    packed = zlib.compress(encode_report(report), 1)
    record, _ = ProofRecord.objects.update_or_create(
        digest=digest, defaults={"proven": report.proven, "report": packed}
    )
    return record


def record_of(bundle: Bundle) -> ProofRecord | None:
    return ProofRecord.objects.filter(digest=bundle.digest).first()


def report_in(record: ProofRecord) -> ProofReport:
    return decode_report(zlib.decompress(record.report))


def steps(report: ProofReport) -> tuple[Step, ...]:
    """The claims of a report in the order in which they were tried."""
    compared = tuple(map(str, report.differences))
    claims: tuple[tuple[str, str, bool, Sequence[str]], ...] = (
        ("import_models", "The models import", report.models_import, ()),
        ("upgrade", "An empty database upgrades to head", report.upgrade, ()),
        ("compare", "The database is the design", report.catalog_equal, compared),
        ("check", "Alembic sees no drift between models and database", report.drift == 0, report.drift_details),
        ("downgrade", "The downgrade leaves nothing behind", report.downgrade_clean, report.leftovers),
        ("reupgrade", "It upgrades again, to the same", report.reupgrade, ()),
    )
    return tuple(
        Step(
            title=title,
            passed=passed if name in report.seconds else None,
            seconds=report.seconds.get(name, 0.0),
            faults=faults,
            log=report.logs.get(name, ""),
        )
        for name, title, passed, faults in claims
    )


def other_logs(report: ProofReport) -> tuple[str, ...]:
    """Why it ended before the first of the steps."""
    return tuple(log for name, log in report.logs.items() if name in {"bundle", "prepare"})
