"""What a project has decided once: new things follow it, the checklist holds the design to it."""

from enum import StrEnum

from designer.model.identity import Id
from designer.model.value import DesignObject, share_default

CONVENTIONS_ID: Id = "conventions"


class KeyStyle(StrEnum):
    UUID = "uuid"
    UUIDV7 = "uuidv7"
    BIGINT = "bigint"
    INTEGER = "integer"


class TableNames(StrEnum):
    SINGULAR = "singular"
    PLURAL = "plural"


class UpdatedAt(StrEnum):
    """How updated_at is kept: by SQLAlchemy's onupdate or by a trigger."""

    ONUPDATE = "onupdate"
    TRIGGER = "trigger"


class Loading(StrEnum):
    SELECTIN = "selectin"
    JOINED = "joined"
    SELECT = "select"
    RAISE = "raise"


class Conventions(DesignObject, frozen=True, kw_only=True, tag="conventions"):
    """The one of a design; edits reach it by CONVENTIONS_ID.

    owner_entity: whose rows own others' (user); tenant_root: whose rows isolate tenants.
    response_suffix: "Public", "Read" or "Response". target_version: PostgreSQL's major version.
    """

    id: Id = CONVENTIONS_ID
    key_style: KeyStyle = KeyStyle.UUID
    table_names: TableNames = TableNames.SINGULAR
    timestamps: bool = True
    updated_at: UpdatedAt = UpdatedAt.ONUPDATE
    soft_delete: bool = False
    owner_entity: Id | None = None
    tenant_root: Id | None = None
    response_suffix: str = "Public"
    loading: Loading = Loading.SELECTIN
    target_version: int = 16

    def __post_init__(self) -> None:
        share_default(self, "response_suffix", "Public")
