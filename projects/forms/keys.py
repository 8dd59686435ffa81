"""Keys, checks and indexes of an entity: each form makes one, or changes the one it is given."""

from typing import Any

from django import forms

from designer import edits
from designer.changes import Change
from designer.edits.indexes import METHODS
from designer.model import Check, Design, Entity, Id, Index, Unique
from projects.forms.base import EditForm, NameInput
from projects.forms.members import fields_text, members_text, read_fields, read_members

_MEMBERS_HELP = "Fields in order, with commas between them; an expression in parentheses: email, (lower(name)) DESC."


class PartForm(EditForm):
    """About one entity, or about a part of it."""

    def __init__(self, *args: Any, entity: Entity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entity = entity

    def id_fields(self, name: str) -> tuple[Id, ...]:
        """A line of field names as ids; a fault stands beside the field."""
        text = self.cleaned_data.get(name) or ""
        try:
            return read_fields(self.design, self.entity.id, text) if text.strip() else ()
        except forms.ValidationError as fault:
            self.add_error(name, fault)
            return ()


class PrimaryKeyForm(PartForm):
    members = forms.CharField(
        label="Fields", widget=NameInput({"data-members": ""}), required=False, help_text="Empty takes the key away."
    )

    parameters = {"fields": "members"}  # noqa: RUF012 -- ClassVar by the base class

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        design, entity = kwargs["design"], kwargs["entity"]
        initial = {"members": fields_text(design, design.primary_key_fields(entity.id))}
        super().__init__(*args, initial=initial, auto_id=f"key-{entity.id}-%s", **kwargs)

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["ids"] = self.id_fields("members")
        return self.cleaned_data

    def changes(self, design: Design) -> tuple[Change, ...]:
        return edits.set_primary_key(design, self.entity.id, self.cleaned_data["ids"])


class UniqueForm(PartForm):
    members = forms.CharField(label="Fields", widget=NameInput({"data-members": ""}), help_text="Names, in order.")
    name = forms.CharField(widget=NameInput({"placeholder": "by convention"}), required=False, strip=False)
    nulls_distinct = forms.BooleanField(label="Rows with an empty field never collide", required=False, initial=True)
    description = forms.CharField(required=False)

    parameters = {"fields": "members"}  # noqa: RUF012

    def __init__(self, *args: Any, unique: Unique | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {}
        if unique:
            design = kwargs["design"]
            initial = {each: getattr(unique, each) for each in ("name", "nulls_distinct", "description")}
            initial["members"] = fields_text(design, design.key_fields(unique.id))
        super().__init__(*args, subject=unique.id if unique else "", initial=initial, **kwargs)
        self.unique = unique

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["ids"] = self.id_fields("members")
        return self.cleaned_data

    def changes(self, design: Design) -> tuple[Change, ...]:
        data = self.cleaned_data
        given = {each: data[each] for each in ("name", "nulls_distinct", "description")}
        if self.unique is None:
            return edits.new_unique(design, self.entity.id, data["ids"], **given)
        return edits.alter_unique(design, self.unique.id, fields=data["ids"], **given)


class CheckForm(PartForm):
    expression = forms.CharField(
        widget=forms.Textarea({"rows": 2, "class": "code", "spellcheck": "false", "placeholder": "price >= 0"}),
        help_text="SQL that is true of every row.",
    )
    name = forms.CharField(widget=NameInput({"placeholder": "by convention"}), required=False, strip=False)
    description = forms.CharField(required=False)

    def __init__(self, *args: Any, check: Check | None = None, **kwargs: Any) -> None:
        initial = {each: getattr(check, each) for each in ("name", "expression", "description")} if check else {}
        super().__init__(*args, subject=check.id if check else "", initial=initial, **kwargs)
        self.check = check

    def changes(self, design: Design) -> tuple[Change, ...]:
        given = {each: self.cleaned_data[each] for each in ("expression", "name", "description")}
        if self.check is None:
            return edits.new_check(design, self.entity.id, **given)
        return edits.alter_check(design, self.check.id, **given)


class IndexForm(PartForm):
    members = forms.CharField(label="Fields", widget=NameInput({"data-members": ""}), help_text=_MEMBERS_HELP)
    name = forms.CharField(widget=NameInput({"placeholder": "by convention"}), required=False, strip=False)
    method = forms.ChoiceField(choices=[(each, each) for each in METHODS])
    unique = forms.BooleanField(label="Unique", required=False)
    where = forms.CharField(
        label="Only rows where", widget=NameInput({"placeholder": "deleted_at IS NULL"}), required=False
    )
    include = forms.CharField(
        label="Include", widget=NameInput({"data-members": ""}), required=False, help_text="Fields carried along."
    )
    rationale = forms.CharField(label="Why", required=False, help_text="Which query it serves.")

    def __init__(self, *args: Any, index: Index | None = None, **kwargs: Any) -> None:
        initial: dict[str, Any] = {}
        if index:
            design = kwargs["design"]
            payload = [each.field for each in design.members_of_index(index.id) if each.included]
            initial = {each: getattr(index, each) for each in ("name", "method", "unique", "rationale")}
            initial |= {"members": members_text(design, index.id), "where": index.where or ""}
            initial["include"] = fields_text(design, tuple(payload))
        super().__init__(*args, subject=index.id if index else "", initial=initial, **kwargs)
        self.index = index

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        data["payload"] = self.id_fields("include")
        try:
            data["parts"] = read_members(
                self.design, self.entity.id, data.get("members") or "", data.get("method", "btree")
            )
        except forms.ValidationError as fault:
            if "members" in data:
                self.add_error("members", fault)
        return data

    def changes(self, design: Design) -> tuple[Change, ...]:
        data = self.cleaned_data
        given = {each: data[each] for each in ("name", "method", "unique", "where", "rationale")}
        given["include"] = data["payload"]
        if self.index is None:
            return edits.new_index(design, self.entity.id, data["parts"], **given)
        return edits.alter_index(design, self.index.id, members=data["parts"], **given)
