from collections.abc import Iterator

from designer.checklist.diagnostic import Diagnostic, Severity, Topic
from designer.checklist.rule import Rule
from designer.checklist.survey import Survey
from designer.checklist.type_family import INTEGERS, TEXTS, scalar
from designer.checklist.words import normal_form, words
from designer.model import Entity, Field

# Ids that somebody else gave, and ids of what is no row.
_OUTSIDE = frozenset(
    """
    external ext remote foreign legacy upstream vendor provider third party partner source origin original
    stripe paypal github gitlab bitbucket google facebook twitter linkedin apple microsoft azure aws gcp slack discord
    telegram whatsapp salesforce hubspot intercom zendesk shopify auth0 okta twilio sendgrid mailchimp segment
    jira trello notion dropbox openai firebase cognito saml ldap oauth oidc sso scim
    session request trace span correlation transaction process pid worker thread device installation client app
    message tracking idempotency fingerprint browser hardware machine node host instance access bot
    """.split()
)


class UndeclaredRelationship(Rule):
    """Field that looks like a foreign key and is none.

    The field is called something_id, the entity that the name means has a key of this type, and no relationship joins
    the two. Where the name means no entity but the type is that of keys here, it is a remark. Ids of other systems
    (stripe_customer_id), polymorphic pairs (owner_id with owner_type) and text without a matching entity are not meant.

    Why it matters: without a foreign key nothing keeps the value valid, and rows that refer to nothing pile up; the
    diagram, the models and the joins do not know of the relationship.

    What to do: add the relationship, or rename the field if it refers to nothing here.

    Source: database architects' review checklists (every foreign key explicit; never assume a relationship, ask).
    """

    code = "REL-003"
    topic = Topic.RELATIONSHIPS
    severity = Severity.WARNING

    def check(self, survey: Survey) -> Iterator[Diagnostic]:
        key_types = {
            scalar(survey.design, survey.design.fields[keys[0]].type)
            for entity in survey.entities
            if len(keys := survey.design.primary_key_fields(entity.id)) == 1
        }
        for entity, field in survey.all_fields:
            if not _could_refer(survey, entity, field):
                continue
            if (target := meant_entity(survey, entity, field)) is not None:
                yield self._meant(survey, field, target)
            elif scalar(survey.design, field.type) in key_types - TEXTS:
                yield self._unknown(survey, field)

    def _meant(self, survey: Survey, field: Field, target: Entity) -> Diagnostic:
        name, parent = survey.name_of(field), survey.name_of(target)
        message = f"{name} looks like a reference to {parent}, and no relationship joins them."
        return self.finding(survey, field, message, f"Add a relationship to {parent} if it is one.")

    def _unknown(self, survey: Survey, field: Field) -> Diagnostic:
        return self.finding(
            survey,
            field,
            f"{survey.name_of(field)} is named and typed like a reference and is none.",
            "Add the relationship it stands for, if there is one.",
            severity=Severity.INFO,
        )


def _could_refer(survey: Survey, entity: Entity, field: Field) -> bool:
    """Whether the name and the place of a field are those of a foreign key that is not declared."""
    found = words(field.name)
    if len(found) < 2 or found[-1] != "id" or set(found) & _OUTSIDE or field.generated is not None:
        return False
    if any(each.id in survey.foreign_keys for each in survey.with_heirs(field)):
        return False
    stem = "".join(found[:-1])
    # Its own id, by whatever key.
    if survey.design.primary_key_fields(entity.id) == (field.id,) or normal_form(stem) == normal_form(entity.name):
        return False
    # A type beside it says that the target changes from row to row.
    return not any(
        "".join(words(other.name)) in {f"{stem}type", f"{stem}kind", f"{stem}class"}
        for other in survey.design.fields_of(entity.id)
    )


def meant_entity(survey: Survey, entity: Entity, field: Field) -> Entity | None:
    """The entity that the name of a field means: by all its words, with the first word of its own entity before them
    (pipeline_id in ci_build: ci_pipeline), or by its last ones (billing_address_id: address)."""
    stem = words(field.name)[:-1]
    own = words(entity.name)
    spellings = [stem]
    if len(own) > 1:
        spellings.append((own[0], *stem))
    spellings += [stem[start:] for start in range(1, len(stem))]
    if stem[-1] == "parent":
        spellings.append(own)
    for spelling in spellings:
        for target in survey.by_word.get(normal_form("_".join(spelling)), ()):
            if (target.id != entity.id or "parent" in stem) and _has_key_like(survey, target, field):
                return target
    return None


def _has_key_like(survey: Survey, target: Entity, field: Field) -> bool:
    """Whether some key of one field has the kind of type that the field has."""
    kind = _kind(scalar(survey.design, field.type))
    return kind is not None and any(
        len(key) == 1 and _kind(scalar(survey.design, survey.design.fields[next(iter(key))].type)) == kind
        for key in survey.design.unique_field_sets(target.id)
    )


def _kind(scalar_type: str | None) -> str | None:
    """Types that a designer might well join: integers of any width, texts of any kind."""
    if scalar_type in INTEGERS:
        return "integer"
    return "text" if scalar_type in TEXTS else scalar_type
