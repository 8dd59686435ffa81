from collections.abc import Iterator

from designer.checklist.diagnostic import Diagnostic, Fix, Severity, Topic
from designer.checklist.fixes import indexed_foreign_key
from designer.checklist.indexing import serves
from designer.checklist.rule import Rule
from designer.checklist.survey import Survey
from designer.checklist.words import normal_form
from designer.model import Entity, Relationship

_OWNERS = frozenset({"user", "account", "appuser", "useraccount"})
_OWNER_FIELDS = frozenset("user userid owner ownerid account accountid owneruserid owneraccountid".split())


class LooseOwnership(Rule):
    """Ownership that is not enforced.

    The entity's rows belong to someone, by a relationship such as user_id to the entity that the project names as
    owner (without one: to user, users or account), but the owner may be missing, is not indexed, or nobody has decided
    what becomes of the rows when the owner is deleted.

    Why it matters: a row without an owner is visible to everyone or to no one, each "mine only" query reads the whole
    table, and the deletion of an account fails or leaves personal data behind.

    What to do: make the owner's field required, index it, and choose ON DELETE (usually CASCADE or RESTRICT).

    Source: database architects' review checklists (an owner key is NOT NULL and indexed in every owned table); OWASP
    API Security 2023, API1 "Broken Object Level Authorization".
    """

    code = "OWN-001"
    topic = Topic.OWNERSHIP
    severity = Severity.ERROR

    def check(self, survey: Survey) -> Iterator[Diagnostic]:
        for entity, relationship in survey.relationships:
            if not is_ownership(survey, relationship):
                continue
            faults = list(_faults(survey, entity, relationship))
            if faults:
                owner = survey.name_of(survey.design.entities[relationship.target])
                wrong = _joined([fault for fault, _ in faults])
                advice = _joined([advice for _, advice in faults])
                yield self.finding(
                    survey,
                    relationship,
                    f"{survey.name_of(relationship)} refers to a row's owner ({owner}), but {wrong}.",
                    f"{advice[0].upper()}{advice[1:]}.",
                    fix=_fix(survey, relationship, faults),
                )


def is_ownership(survey: Survey, relationship: Relationship) -> bool:
    """Whether a relationship says who owns a row: by its target and by the name of its field, since rows refer to users
    for other reasons too (reviewer_id, deleted_by)."""
    design = survey.design
    target = design.entities[relationship.target]
    by_convention = design.conventions.owner_entity
    if by_convention is not None:
        if target.id != by_convention:
            return False
    elif normal_form(target.name) not in _OWNERS:
        return False
    own_names = {normal_form(target.name), normal_form(target.name) + "id"}
    return any(
        normal_form(design.fields[field].name) in _OWNER_FIELDS | own_names
        for field in design.foreign_key_fields(relationship.id)
    )


def _faults(survey: Survey, entity: Entity, relationship: Relationship) -> Iterator[tuple[str, str]]:
    """(what is wrong, what to do)."""
    if not survey.design.is_required(relationship):
        yield "the owner may be missing", "make it required"
    if not serves(survey, entity, survey.design.foreign_key_fields(relationship.id)):
        yield "no index begins with it", "index it"
    if relationship.on_delete is None:
        yield "nobody has chosen what a deleted owner leaves behind", "choose ON DELETE"


def _fix(survey: Survey, relationship: Relationship, faults: list[tuple[str, str]]) -> Fix | None:
    """An index can be added unasked; who must have an owner and what a deletion does is for people to decide."""
    if [advice for _, advice in faults] != ["index it"]:
        return None
    return indexed_foreign_key(survey, relationship)


def _joined(parts: list[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last
