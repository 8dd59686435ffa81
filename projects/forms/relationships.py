"""Relationships: the form that proposes one, and the one that changes one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from designer import edits
from designer.changes import Change
from designer.edits import Cardinality, Proposal, Refused
from designer.model import Action, Design, Entity, Id, Relationship
from projects.forms.base import EditForm, NameInput
from projects.forms.entities import choose

_CARDINALITIES = (
    (Cardinality.ONE_TO_MANY, "1:n, a parent has many"),
    (Cardinality.ONE_TO_ONE, "1:1, a parent has one at most"),
    (Cardinality.MANY_TO_MANY, "n:m, through a link entity"),
)
_ACTIONS = (
    (Action.RESTRICT, "restrict: refuse while children exist"),
    (Action.CASCADE, "cascade: do the same to the children"),
    (Action.SET_NULL, "set null: children lose their parent"),
    (Action.SET_DEFAULT, "set default"),
    (Action.NO_ACTION, "no action: refuse at the end of the statement"),
)
# What a person has typed stays when another answer changes the proposal; these do not depend on that answer.
_KEPT: Mapping[str, tuple[str, ...]] = {
    "parent": ("cardinality", "required", "with_index", "description"),
    "cardinality": ("required", "with_index", "description"),
    "required": ("cardinality", "field_name", "child_name", "parent_name", "link", "with_index", "description"),
    "field_name": ("cardinality", "required", "field_name", "on_delete", "on_update", "with_index", "description"),
}


class NewRelationshipForm(EditForm):
    """`entity` is the child: it gets the foreign key."""

    parent = forms.ChoiceField(label="Belongs to")
    cardinality = forms.ChoiceField(choices=_CARDINALITIES)
    required = forms.BooleanField(label="Required: every child has a parent", required=False)
    on_delete = forms.ChoiceField(label="When the parent is deleted", choices=_ACTIONS)
    on_update = forms.ChoiceField(label="When its key changes", choices=_ACTIONS)
    field_name = forms.CharField(label="Foreign-key field", widget=NameInput, required=False)
    link = forms.CharField(label="Link entity", widget=NameInput, required=False)
    child_name = forms.CharField(label="Child's attribute", widget=NameInput, required=False)
    parent_name = forms.CharField(label="Parent's attribute", widget=NameInput, required=False)
    with_index = forms.BooleanField(label="Index the foreign key", required=False)
    description = forms.CharField(required=False)

    parameters = {"field_names": "field_name", "fields": "field_name", "key": "parent"}  # noqa: RUF012

    def __init__(self, *args: Any, entity: Entity, answers: QueryDict | None = None, **kwargs: Any) -> None:
        """answers: what has been filled in so far, with `changed`, the control that has just been; asks for a new
        proposal instead of saving."""
        design: Design = kwargs["design"]
        self.entity = entity
        self.proposal: Proposal | None = None
        self.refused = ""
        super().__init__(*args, auto_id="relationship-%s", **kwargs)
        choose(self, "parent", entity_choices(design))
        self.initial = {**self.initial, **self._proposed(design, answers or QueryDict())}

    def _proposed(self, design: Design, answers: QueryDict) -> dict[str, Any]:
        changed = str(answers.get("changed", "parent"))
        given_before = answers.dict()
        kept: dict[str, Any] = {name: given_before[name] for name in _KEPT.get(changed, ()) if name in answers}
        parent = answers.get("parent") or next((each for each in design.entities if each != self.entity.id), "")
        cardinality = answers.get("cardinality", Cardinality.ONE_TO_MANY)
        required = "required" in answers or not answers
        given = {"parent": parent, "cardinality": cardinality, "required": required, "with_index": True}
        if parent not in design.entities or cardinality not in list(Cardinality):
            return given
        try:
            names = names_in(kept.get("field_name", ""))
            self.proposal = edits.propose_relationship(
                design, parent, self.entity.id, Cardinality(cardinality), required=required, field_names=names
            )
        except Refused as refused:
            self.refused = str(refused)
            return given | kept
        return given | _values(self.proposal) | kept | {"required": self.proposal.required}

    def changes(self, design: Design) -> tuple[Change, ...]:
        data = self.cleaned_data
        return edits.new_relationship(
            design,
            data["parent"],
            self.entity.id,
            Cardinality(data["cardinality"]),
            required=data["required"],
            on_delete=Action(data["on_delete"]),
            on_update=Action(data["on_update"]),
            field_names=names_in(data["field_name"]),
            child_name=data["child_name"],
            parent_name=data["parent_name"],
            link=data["link"],
            with_index=data["with_index"],
            description=data["description"],
        )

    @property
    def many_to_many(self) -> bool:
        return bool(self["cardinality"].value() == Cardinality.MANY_TO_MANY)


class RelationshipForm(EditForm):
    cardinality = forms.ChoiceField(choices=_CARDINALITIES[:2])
    required = forms.BooleanField(label="Required: every child has a parent", required=False)
    on_delete = forms.ChoiceField(label="When the parent is deleted", required=False)
    on_update = forms.ChoiceField(label="When its key changes", required=False)
    child_name = forms.CharField(label="Child's attribute", widget=NameInput, required=False)
    parent_name = forms.CharField(label="Parent's attribute", widget=NameInput, required=False)
    name = forms.CharField(label="Constraint", widget=NameInput, strip=False)
    deferrable = forms.BooleanField(label="May be checked at the end of the transaction", required=False)
    description = forms.CharField(required=False)

    def __init__(self, *args: Any, relationship: Relationship, **kwargs: Any) -> None:
        design: Design = kwargs["design"]
        names = ("on_delete", "on_update", "child_name", "parent_name", "name", "deferrable", "description")
        one = design.is_one_to_one(relationship)
        initial = {
            **{name: getattr(relationship, name) for name in names},
            "cardinality": Cardinality.ONE_TO_ONE if one else Cardinality.ONE_TO_MANY,
            "required": design.is_required(relationship),
        }
        super().__init__(*args, subject=relationship.id, initial=initial, **kwargs)
        self.relationship = relationship
        for name in ("on_delete", "on_update"):
            undecided = [("", "not chosen yet (no action)")] if initial[name] is None else []
            choose(self, name, [*undecided, *((action.value, label) for action, label in _ACTIONS)])

    def changes(self, design: Design) -> tuple[Change, ...]:
        given = self.altered
        if "cardinality" in given:
            given["cardinality"] = Cardinality(given["cardinality"])
        for name in given.keys() & {"on_delete", "on_update"}:
            given[name] = Action(given[name]) if given[name] else None
        return edits.alter_relationship(design, self.relationship.id, **given)


def entity_choices(design: Design) -> list[tuple[Id, str]]:
    return sorted(
        ((each.id, design.qualified_name(each)) for each in design.entities.values()), key=lambda pair: pair[1]
    )


def names_in(text: str) -> tuple[str, ...]:
    """Names with commas between them."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _values(proposal: Proposal) -> dict[str, Any]:
    first = proposal.foreign_keys[0]
    return {
        "on_delete": proposal.on_delete,
        "on_update": proposal.on_update,
        "field_name": ", ".join(first.field_names),
        "child_name": first.child_name,
        "parent_name": first.parent_name,
        "link": proposal.link,
    }
