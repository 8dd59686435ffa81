"""How much a throwaway database may take before it is cut off."""

from msgspec import Struct


class Limits(Struct, frozen=True, kw_only=True):
    """seconds: wall time of the whole database, kept from outside. statement_seconds: of one statement, which hostile
    SQL can lift (`SET statement_timeout = 0`). megabytes: size on disk, kept from outside. temporary_megabytes: of
    sorts and the like that spill to disk, of each session. connections: at one time.
    """

    seconds: float = 120.0
    statement_seconds: float = 30.0
    megabytes: int = 512
    temporary_megabytes: int = 64
    work_megabytes: int = 8
    connections: int = 8
