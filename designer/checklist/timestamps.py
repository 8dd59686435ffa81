"""The fields that say when a row was made and last changed, under whatever name."""

from designer.checklist.survey import Survey
from designer.checklist.type_family import TIMESTAMP, TIMESTAMPTZ, scalar
from designer.model import Entity, Field

CREATED = frozenset(
    """
    createdat created createdon createdtime createddate createdts createdatetime creationdate creationtime datecreated
    createdate createtime createtimestamp creationtimestamp createdtimestamp insertedat inserted insertedon
    """.split()
)
UPDATED = frozenset(
    """
    updatedat updated updatedon updatedtime updateddate updatedts dateupdated updatedate updatetime updatetimestamp
    updatedtimestamp lastupdate lastupdated lastupdatedat lastupdatedate modifiedat modified modifiedon modifieddate
    modifiedtime lastmodified lastmodifiedat lastmodifieddate datemodified lastchanged
    """.split()
)
_HOLDS_TIME = frozenset({TIMESTAMP, TIMESTAMPTZ, "date", "integer", "bigint", "numeric", "double precision"})


def created_field(survey: Survey, entity: Entity) -> Field | None:
    """The field that says when a row was made; None if there is none."""
    return _find(survey, entity, "created_at", CREATED)


def updated_field(survey: Survey, entity: Entity) -> Field | None:
    """The field that says when a row was last changed; None if there is none."""
    return _find(survey, entity, "updated_at", UPDATED)


def is_timestamp_name(name: str) -> bool:
    return plain(name) in CREATED | UPDATED


def plain(name: str) -> str:
    return name.replace("_", "").lower()


def _find(survey: Survey, entity: Entity, wanted: str, other_names: frozenset[str]) -> Field | None:
    fields = survey.design.fields_of(entity.id)
    for field in fields:
        if field.name == wanted:
            return field
    for field in fields:
        if plain(field.name) in other_names and scalar(survey.design, field.type) in _HOLDS_TIME:
            return field
    return None
