"""What each kind of change costs on a database in use.

Measured with pg_locks and relfilenode on PostgreSQL 14 to 18; the source of the sentences is the manual's page of the
statement. One place, so that a figure that changes is changed once.
"""

from designer.migrations.step import Cost, Hazard, Lock
from designer.migrations.units import Kind

_CHECK = "Its rows are read under the lock. On a large table add it NOT VALID and VALIDATE it in a later revision."

RENAME = Hazard(
    Lock.ACCESS_EXCLUSIVE, Cost.INSTANT, "Programs that use the old name fail from then on: deploy together."
)
RENAME_INDEX = Hazard(Lock.SHARE_UPDATE_EXCLUSIVE, Cost.INSTANT)
# It waits behind running queries, and everybody else behind it: env.py sets a lock_timeout, so that it gives up.
BRIEF = Hazard(Lock.ACCESS_EXCLUSIVE, Cost.INSTANT)
COMMENT = Hazard(Lock.SHARE_UPDATE_EXCLUSIVE, Cost.INSTANT)
SET_NOT_NULL = Hazard(Lock.ACCESS_EXCLUSIVE, Cost.SCAN, "It fails if a row holds NULL: fill the column first.")
ADD_REQUIRED_COLUMN = Hazard(
    Lock.ACCESS_EXCLUSIVE,
    Cost.INSTANT,
    "It fails if the table has rows: add it nullable, fill it, and make it required in a later revision.",
)
ADD_COLUMN_REWRITE = Hazard(
    Lock.ACCESS_EXCLUSIVE,
    Cost.REWRITE,
    "Each row gets a value of its own: on a large table add the column empty, fill it in batches, then require it.",
)
CHANGE_TYPE = Hazard(
    Lock.ACCESS_EXCLUSIVE,
    Cost.REWRITE,
    "On a large table add a new column, fill it in batches, and swap the two in a later revision.",
)
REBUILD_ENUM = Hazard(
    Lock.ACCESS_EXCLUSIVE, Cost.REWRITE, "Every column of this type is rewritten; a row with a value that goes fails."
)
DROP_COLUMN = Hazard(
    Lock.ACCESS_EXCLUSIVE,
    Cost.INSTANT,
    "Its values are gone for good: first deploy code without it, back up.",
)
DROP_TABLE = Hazard(
    Lock.ACCESS_EXCLUSIVE, Cost.INSTANT, "Its rows are gone for good: first deploy code without it, back up."
)
DROP_FOREIGN_KEY = Hazard(Lock.ACCESS_EXCLUSIVE, Cost.INSTANT, "It locks the parent too: one of them a transaction.")
REFER = Hazard(Lock.SHARE_ROW_EXCLUSIVE, Cost.INSTANT, "It locks the table it refers to: writes there wait meanwhile.")
ADD_VALUE = Hazard(Lock.NONE, Cost.INSTANT, "The value cannot be used before the migration has been committed.")
VALIDATE = Hazard(Lock.SHARE_UPDATE_EXCLUSIVE, Cost.SCAN)
SET_LOGGED = Hazard(Lock.ACCESS_EXCLUSIVE, Cost.REWRITE, "Do it while nobody uses the table.")

_ADDED = {
    Kind.PRIMARY_KEY: Hazard(
        Lock.ACCESS_EXCLUSIVE,
        Cost.BUILD,
        "On a large table build a unique index CONCURRENTLY and add the key USING INDEX.",
    ),
    Kind.UNIQUE: Hazard(
        Lock.ACCESS_EXCLUSIVE,
        Cost.BUILD,
        "It fails if two rows are alike. On a large table build a unique index CONCURRENTLY and add it USING INDEX.",
    ),
    Kind.CHECK: Hazard(Lock.ACCESS_EXCLUSIVE, Cost.SCAN, _CHECK),
    Kind.EXCLUSION: Hazard(Lock.ACCESS_EXCLUSIVE, Cost.BUILD, "There is no way to build it beside running writes."),
    Kind.FOREIGN_KEY: Hazard(Lock.SHARE_ROW_EXCLUSIVE, Cost.SCAN, f"It locks the parent too. {_CHECK}"),
    Kind.INDEX: Hazard(
        Lock.SHARE, Cost.BUILD, "Writes wait meanwhile: on a large table build it CONCURRENTLY, outside a transaction."
    ),
    Kind.ATTACHMENT: Hazard(
        Lock.ACCESS_EXCLUSIVE, Cost.SCAN, "A CHECK that proves the bound, added before, saves reading the rows."
    ),
    Kind.TRIGGER: Hazard(Lock.SHARE_ROW_EXCLUSIVE, Cost.INSTANT),
    Kind.POLICY: BRIEF,
    Kind.RULE: BRIEF,
    Kind.SETTING: BRIEF,
    Kind.DEFAULT: BRIEF,
}

_DROPPED = {
    Kind.TABLE: DROP_TABLE,
    Kind.COLUMN: DROP_COLUMN,
    Kind.FOREIGN_KEY: DROP_FOREIGN_KEY,
    **dict.fromkeys(
        (
            Kind.PRIMARY_KEY,
            Kind.UNIQUE,
            Kind.CHECK,
            Kind.EXCLUSION,
            Kind.INDEX,
            Kind.ATTACHMENT,
            Kind.TRIGGER,
            Kind.POLICY,
            Kind.RULE,
            Kind.SETTING,
            Kind.DEFAULT,
        ),
        BRIEF,
    ),
}


def of_adding(kind: Kind) -> Hazard | None:
    """What adding it to a table in use does; None where no table is concerned."""
    return _ADDED.get(kind)


def of_dropping(kind: Kind) -> Hazard | None:
    return _DROPPED.get(kind)
