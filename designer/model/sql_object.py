"""What SQLModel cannot say, carried as PostgreSQL's own text so that a real schema keeps all of itself."""

from enum import StrEnum

from designer.model.identity import Id
from designer.model.value import DesignObject


class SqlKind(StrEnum):
    """The kinds of object carried as SQL, spelled as in CREATE and DROP."""

    EXTENSION = "EXTENSION"
    COLLATION = "COLLATION"
    COMPOSITE = "TYPE"
    RANGE = "RANGE TYPE"
    BASE_TYPE = "BASE TYPE"
    FUNCTION = "FUNCTION"
    PROCEDURE = "PROCEDURE"
    AGGREGATE = "AGGREGATE"
    OPERATOR = "OPERATOR"
    OPERATOR_CLASS = "OPERATOR CLASS"
    OPERATOR_FAMILY = "OPERATOR FAMILY"
    CAST = "CAST"
    VIEW = "VIEW"
    MATERIALIZED_VIEW = "MATERIALIZED VIEW"
    TRIGGER = "TRIGGER"
    RULE = "RULE"
    POLICY = "POLICY"
    STATISTICS = "STATISTICS"
    TEXT_SEARCH_DICTIONARY = "TEXT SEARCH DICTIONARY"
    TEXT_SEARCH_CONFIGURATION = "TEXT SEARCH CONFIGURATION"
    FOREIGN_DATA_WRAPPER = "FOREIGN DATA WRAPPER"
    SERVER = "SERVER"
    FOREIGN_TABLE = "FOREIGN TABLE"
    EVENT_TRIGGER = "EVENT TRIGGER"
    PUBLICATION = "PUBLICATION"
    TABLE_SETTING = "TABLE SETTING"  # what no other object says: CLUSTER, REPLICA IDENTITY USING INDEX, ATTACH ...
    OTHER = "OTHER"


class SqlObject(DesignObject, frozen=True, kw_only=True, tag="sql_object"):
    """An object as the statements that create it and remove it.

    name: as PostgreSQL identifies it within its schema or owner: `total(integer)`, `audit_row`. schema: None for what
    lives in none (extensions, casts). owner: the Entity or SqlObject it hangs on (trigger, rule, policy).
    create, drop: complete statements without the final semicolon, run in this order (drop in reverse creation order).
    depends_on: ids of the objects that must exist before it. description: COMMENT ON.
    verified: False where no server could run it here (it needs a superuser or an extension that is missing).
    """

    kind: SqlKind
    name: str
    create: tuple[str, ...]
    drop: tuple[str, ...] = ()
    schema: Id | None = None
    owner: Id | None = None
    depends_on: tuple[Id, ...] = ()
    description: str = ""
    verified: bool = True
