"""The proof of a bundle: a real PostgreSQL runs it, and what it makes is read back and compared."""

import tempfile
import time
from pathlib import Path

from msgspec.structs import replace

from designer.codegen import Bundle, Options, UnsafeCode, bundle
from designer.migrations import Unplannable
from designer.model import Design
from designer.postgres import Limits, scratch_database
from designer.proof.bundle_process import BundleProcess
from designer.proof.report import Progress, ProofReport, silent
from designer.proof.steps import Steps
from designer.proof.unverified import without_unverified

LIMITS = Limits(seconds=300, statement_seconds=60, megabytes=512)


def prove(
    design: Design,
    *,
    options: Options = Options(),  # noqa: B008 (frozen)
    progress: Progress = silent,
    limits: Limits = LIMITS,
) -> ProofReport:
    """Writes the bundle of a valid design, imports its models, upgrades an empty database, compares the catalog with
    the design, asks `alembic check`, downgrades, upgrades again.

    Objects that no server here can make (`SqlObject.verified`) are left out of the bundle that is run, and named in the
    report. A step that fails ends the proof; the report says why. Raises ScratchUnavailable where there is no
    PostgreSQL; what `progress` raises (a cancelled job) passes through, and nothing is left behind.
    """
    provable, not_verified = without_unverified(design)
    started = time.perf_counter()
    progress(0.0, "Writing the bundle.")
    # The process first: it loads its libraries meanwhile.
    with BundleProcess(limits.seconds) as process, tempfile.TemporaryDirectory(prefix="designer-proof-") as folder:
        try:
            written = bundle(provable, options)
        except (UnsafeCode, Unplannable) as error:
            return ProofReport(not_verified=not_verified, logs={"bundle": str(error)})
        _write(written, Path(folder))
        seconds = {"bundle": _since(started)}
        with scratch_database(limits) as database:
            report = ProofReport(
                not_verified=not_verified, digest=written.digest, seconds=seconds, server_version=database.version
            )
            report = Steps(provable, process, database, progress, report).run(folder, options.package)
    seconds = {**report.seconds, "total": _since(started)}
    return replace(report, seconds=seconds, proven=_is_proven(report))


def _since(started: float) -> float:
    return round(time.perf_counter() - started, 3)


def _write(written: Bundle, folder: Path) -> None:
    for path, text in written.files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _is_proven(report: ProofReport) -> bool:
    return (
        report.models_import
        and report.upgrade
        and report.catalog_equal
        and report.drift == 0
        and report.downgrade_clean
        and report.reupgrade
        and not report.not_verified
    )
