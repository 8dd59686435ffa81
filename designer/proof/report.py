"""What a proof has shown."""

from collections.abc import Callable

import msgspec
from msgspec import Struct

# Called with the fraction done (0 to 1) and a sentence.
type Progress = Callable[[float, str], None]


def silent(fraction: float, sentence: str) -> None:
    """Progress that nobody watches."""


class Difference(Struct, frozen=True, kw_only=True):
    """One thing that the database has otherwise than the design says.

    object: kind and qualified name, "table sales.customer". attribute: empty where the whole object is missing or too
    much. expected: of the design, found: of the database; None where that side has nothing.
    """

    object: str
    attribute: str = ""
    expected: str | None = None
    found: str | None = None

    def __str__(self) -> str:
        if not self.attribute:
            return f"{self.object}: {'missing' if self.found is None else 'not in the design'}"
        return f"{self.object}, {self.attribute}: expected {self.expected}, found {self.found}"


class ProofReport(Struct, frozen=True, kw_only=True):
    """What a real PostgreSQL says about a bundle; every claim that was not reached is False or None.

    models_import: the generated package imports and its mappers configure. upgrade: `alembic upgrade head` on an empty
    database. catalog_equal: what is then there is the design, up to ids and annotations; differences: where not.
    drift: how many differences `alembic check` sees between the models and the database, drift_details says which;
    but not where it spells an index expression otherwise than PostgreSQL, and the catalog says that they are the same.
    downgrade_clean: `alembic downgrade base` leaves nothing, leftovers says what. reupgrade: a second upgrade gives the
    same again. not_verified: objects of the design that no server here can make; the proof is about the others.
    logs: why a step failed, by the step. seconds: by the step. server_version: PostgreSQL's, 180006. digest: of the
    bundle (`Bundle.digest`). proven: all of it.
    """

    models_import: bool = False
    upgrade: bool = False
    catalog_equal: bool = False
    differences: tuple[Difference, ...] = ()
    drift: int | None = None
    drift_details: tuple[str, ...] = ()
    downgrade_clean: bool = False
    leftovers: tuple[str, ...] = ()
    reupgrade: bool = False
    not_verified: tuple[str, ...] = ()
    proven: bool = False
    logs: dict[str, str] = {}
    seconds: dict[str, float] = {}
    server_version: int = 0
    digest: str = ""


def encode_report(report: ProofReport) -> bytes:
    """As JSON."""
    return msgspec.json.encode(report)


def decode_report(data: bytes) -> ProofReport:
    """Raises msgspec.MsgspecError where `data` is no report."""
    return msgspec.json.decode(data, type=ProofReport)
