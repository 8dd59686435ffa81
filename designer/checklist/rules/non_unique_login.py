from collections.abc import Iterator

from designer.checklist.diagnostic import Diagnostic, Severity, Topic
from designer.checklist.rule import Rule
from designer.checklist.survey import Survey
from designer.checklist.timestamps import is_timestamp_name, plain
from designer.checklist.type_family import TEXTS, scalar
from designer.checklist.words import words
from designer.model import Entity, ExpressionError, Field, Id, IndexMember
from designer.model.expression import column_names
from designer.model.inflection import singular

_LOGINS = frozenset({"email", "emailaddress", "useremail", "username", "login", "loginname"})
# Who signs in: the last word of an entity's name.
_PARTIES = frozenset(
    """
    user account member customer client person employee staff subscriber admin administrator operator principal
    profile patient student teacher driver agent owner participant identity player buyer seller vendor guest login
    """.split()
)
# Entities that write down an address someone had, more than once.
_RECORDS = frozenset(
    """
    log event history audit message mail email invitation invite delivery notification attempt request session
    submission response review comment survey feedback outbox inbox queue job import export archive snapshot version
    backup record tracking
    """.split()
)


class NonUniqueLogin(Rule):
    """Email or username that is not unique.

    The field is called email or username and two rows may hold the same. A unique key or index on it counts, as does
    one on lower(email), one together with the tenant, and a partial one (WHERE deleted_at IS NULL). On an entity that
    is no account of somebody (an order, a contact) it is only a remark.

    Why it matters: two accounts with one address make sign-in and password reset ambiguous, and a check in the
    application alone loses the race between two requests.

    What to do: add a unique index on lower(email), with the tenant's field where there is one.

    Source: PostgreSQL manual, "Unique Indexes" and "Indexes on Expressions".
    """

    code = "KEY-003"
    topic = Topic.KEYS
    severity = Severity.WARNING

    def check(self, survey: Survey) -> Iterator[Diagnostic]:
        for entity in survey.entities:
            kinds = set(map(singular, words(entity.name)))
            if kinds & _RECORDS:
                continue
            for field in survey.fields(entity):
                if not _is_login(survey, field) or _is_unique(survey, entity, field):
                    continue
                is_party = _signs_in(entity)
                name = survey.name_of(field)
                yield self.finding(
                    survey,
                    field,
                    f"Two rows of {survey.name_of(entity)} may have the same {field.name}."
                    if is_party
                    else f"{name} is not unique: two rows may have the same.",
                    f"Add a unique index on lower({field.name}), with the tenant's field if there is one."
                    if is_party
                    else f"Add a unique index if {field.name} identifies a row; leave it if it is only a contact.",
                    severity=Severity.WARNING if is_party else Severity.INFO,
                )


def _signs_in(entity: Entity) -> bool:
    """Whether an entity stands for those who sign in, by its name (customer, app_users, aspnetusers)."""
    last = singular((words(entity.name) or ("",))[-1])
    return last in _PARTIES or last.endswith("user")


def _is_login(survey: Survey, field: Field) -> bool:
    if plain(field.name) not in _LOGINS or field.id in survey.foreign_keys:
        return False
    return scalar(survey.design, field.type) in TEXTS


def _is_unique(survey: Survey, entity: Entity, field: Field) -> bool:
    """Whether some unique key or index says that a value of the field occurs once (in a tenant, among the living)."""
    design = survey.design
    identifying = [fields for fields in design.unique_field_sets(entity.id) if field.id not in fields]

    def says_so(fields: frozenset[Id]) -> bool:
        # With a key or a moment beside it everything is unique: that says nothing of the field.
        if any(key and key <= fields for key in identifying):
            return False
        return not any(is_timestamp_name(design.fields[other].name) for other in fields if other != field.id)

    if any(field.id in fields and says_so(fields) for fields in design.unique_field_sets(entity.id)):
        return True
    for index in design.indexes_of(entity.id):
        if not index.unique:
            continue
        members = [member for member in design.members_of_index(index.id) if not member.included]
        fields = frozenset(name for member in members for name in _named(survey, entity, member))
        if field.id in fields and says_so(fields):
            return True
    return False


def _named(survey: Survey, entity: Entity, member: IndexMember) -> Iterator[Id]:
    """The fields that a member of an index is made of."""
    if member.field is not None:
        yield member.field
    elif member.expression is not None:
        try:
            names = column_names(member.expression)
        except ExpressionError:
            return
        for field in survey.design.fields_of(entity.id):
            if field.name in names:
                yield field.id
