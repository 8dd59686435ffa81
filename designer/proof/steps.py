"""The steps of a proof, one after the other, until one fails."""

import time
from collections.abc import Callable

import psycopg
from msgspec.structs import replace

from designer.catalog import read
from designer.model import EMPTY, Design
from designer.postgres import ScratchDatabase
from designer.proof.bundle_process import BundleProcess
from designer.proof.compare import compare
from designer.proof.keys import title
from designer.proof.report import Difference, Progress, ProofReport
from designer.proof.roles import policy_roles
from designer.proof.spelling import spelled

# Alembic's own table, in the schema that a bundle's environment uses.
_VERSION_TABLE = ("public", "alembic_version")

type _Step = Callable[[], bool]


class Steps:
    """report: what is known so far."""

    def __init__(
        self,
        design: Design,
        process: BundleProcess,
        database: ScratchDatabase,
        progress: Progress,
        report: ProofReport,
    ) -> None:
        self.report = report
        self._design = design
        self._process = process
        self._database = database
        self._progress = progress
        self._found = EMPTY

    def run(self, folder: str, package: str) -> ProofReport:
        """folder: the bundle's, as its process sees it. package: of the models."""
        steps: tuple[tuple[str, str, float, _Step], ...] = (
            ("prepare", "Starting a PostgreSQL and a Python for it.", 0.1, lambda: self._prepare(folder, package)),
            ("import_models", "Importing the models.", 0.2, lambda: self._import_models(package)),
            ("upgrade", "Upgrading an empty database.", 0.35, self._upgrade),
            ("compare", "Comparing the database with the design.", 0.6, self._compare),
            ("check", "Asking alembic check.", 0.65, self._check),
            ("downgrade", "Downgrading to nothing.", 0.75, self._downgrade),
            ("reupgrade", "Upgrading again.", 0.85, self._reupgrade),
        )
        for name, sentence, fraction, step in steps:
            self._progress(fraction, sentence)
            started = time.perf_counter()
            goes_on = self._guarded(name, step)
            self._note(seconds={**self.report.seconds, name: round(time.perf_counter() - started, 3)})
            if not goes_on:
                break
        self._progress(1.0, "Done.")
        return self.report

    def _guarded(self, name: str, step: _Step) -> bool:
        """A database that was cut off, or is gone, fails the step like anything else."""
        try:
            return step()
        except psycopg.Error as error:
            self._fail(name, self._database.cut_off or str(error).strip())
            return False

    def _note(self, **known: object) -> None:
        self.report = replace(self.report, **known)

    def _fail(self, name: str, log: str) -> None:
        self._note(logs={**self.report.logs, name: log})

    def _ran(self, step: str, name: str = "", **arguments: str) -> bool:
        """Has the process run a step; `name` is the report's for it."""
        answer = self._process.run(step, **arguments)
        if not answer.ok:
            self._fail(name or step, self._database.cut_off or answer.log)
        return answer.ok

    def _prepare(self, folder: str, package: str) -> bool:
        self._database.make_roles(policy_roles(self._design))
        return self._ran("prepare", folder=folder, package=package, url=self._database.url)

    def _import_models(self, package: str) -> bool:
        self._note(models_import=self._ran("import_models", package=package))
        return self.report.models_import

    def _upgrade(self) -> bool:
        self._note(upgrade=self._ran("upgrade"))
        return self.report.upgrade

    def _compare(self) -> bool:
        with self._database.connect() as connection:
            self._found = read(connection, omit={_VERSION_TABLE})
            differences = self._differences(connection)
        self._note(catalog_equal=not differences, differences=differences)
        return True

    def _differences(self, connection: psycopg.Connection) -> tuple[Difference, ...]:
        version = self._database.version
        if found := compare(self._design, self._found, version=version):
            design = spelled(connection, self._design, found.keys())
            found = compare(design, self._found, version=version)
        return tuple(each for several in found.values() for each in several)

    def _check(self) -> bool:
        answer = self._process.run("check")
        if not answer.ok:
            self._fail("check", self._database.cut_off or answer.log)
            return True
        # Alembic compares the expressions of an index as text, and its text is not PostgreSQL's own: the catalog's
        # comparison, which is PostgreSQL's, counts for those.
        wrong = {each.object for each in self.report.differences}
        seen = [each for each in answer.result if each.index is None or title(("index", *each.index)) in wrong]
        self._note(drift=len(seen), drift_details=tuple(each.text for each in seen))
        return True

    def _downgrade(self) -> bool:
        if not self._ran("downgrade"):
            return False
        leftovers = tuple(map(title, compare(EMPTY, self._read())))
        self._note(downgrade_clean=not leftovers, leftovers=leftovers)
        return True

    def _reupgrade(self) -> bool:
        if self._ran("upgrade", "reupgrade"):
            differences = compare(self._found, self._read())
            self._note(reupgrade=not differences)
            if differences:
                self._fail("reupgrade", "The second time it made something else: " + "; ".join(map(title, differences)))
        return True

    def _read(self) -> Design:
        with self._database.connect() as connection:
            return read(connection, omit={_VERSION_TABLE})
