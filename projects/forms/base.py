"""What every form of the designer shares."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, ClassVar

from django import forms
from django.contrib.auth.models import User
from django.http import QueryDict

from designer.changes import Add, Change, Conflict
from designer.edits import Refused
from designer.model import Design, Id, InvalidDesign, Problem
from projects import journal
from projects.models import Edit, Project

_CLASSES: Mapping[type[forms.Widget], str] = {forms.CheckboxInput: "check", forms.RadioSelect: "radio"}


class StyledForm(forms.Form):
    """A form whose controls wear the classes of controls.css and whose ids are unique on the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not field.widget.is_hidden:
                css = next((css for kind, css in _CLASSES.items() if isinstance(field.widget, kind)), "input")
                field.widget.attrs["class"] = f"{css} {field.widget.attrs.get('class', '')}".strip()


class NameInput(forms.TextInput):
    """A name that exists in the database: in the code font, and never corrected by the browser."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        plain = {"class": "code", "autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}
        super().__init__({**plain, **(attrs or {})})


class EditForm(StyledForm):
    """A form that saves one edit. number: the edit whose state the author saw, so that nobody's later work is lost.

    A subclass says `changes`: one call of designer.edits. Problems name a parameter of that call, which
    is a field of the form; the rest of them stand above the form. `made`: after saving, the id of what the edit made.
    """

    number = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    # Parameter of the edit -> field of the form, where they differ.
    parameters: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, project: Project, design: Design, subject: Id = "", **kwargs: Any) -> None:
        """subject: the id of the object that the form is about, "" for none; it makes the ids of the controls."""
        kwargs.setdefault("auto_id", f"{subject or 'new'}-%s")
        kwargs["initial"] = {"number": project.number, **kwargs.get("initial", {})}
        self.project, self.design, self.subject = project, design, subject
        self.status = HTTPStatus.UNPROCESSABLE_ENTITY
        self.made: Id = ""
        self.edit: Edit | None = None
        super().__init__(*args, **kwargs)

    def changes(self, design: Design) -> tuple[Change, ...]:
        """The changes that the form asks for on `design`. Raises Refused."""
        raise AssertionError(f"{type(self).__name__} does not say what it changes")

    @property
    def given(self) -> dict[str, Any]:
        """What the form says, without the state it was filled in on."""
        return {name: value for name, value in self.cleaned_data.items() if name != "number"}

    @property
    def altered(self) -> dict[str, Any]:
        """What it says otherwise than the thing is."""
        return {name: value for name, value in self.given.items() if name in self.changed_data}

    def save(self, author: User) -> bool:
        """Whether it was saved (`project` is the new head, `edit` what was written, None if nothing changed). If not,
        the form shows what is wrong and `status` is its HTTP status."""
        if not self.is_valid():
            return False
        try:
            self.edit = journal.save(self.project, author, self._build, base=self._base())
        except (Refused, InvalidDesign) as refused:
            self._tell(refused.problems)
        except Conflict as conflict:
            self._tell_conflict(conflict)
        else:
            self.project = self.edit.project if self.edit else self.project
        return not self.errors

    def _build(self, design: Design) -> tuple[Change, ...]:
        changes = self.changes(design)
        self.made = next((each.object.id for each in changes if isinstance(each, Add)), "")
        return changes

    def _base(self) -> int | None:
        number = self.cleaned_data.get("number")
        if number is None or number >= self.project.number:
            return None
        # What was made after that state cannot be found in it.
        known = not self.subject or journal.at(self.project, number).find(self.subject) is not None
        return int(number) if known else None

    def _tell(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            field = self.parameters.get(problem.attribute, problem.attribute)
            self.add_error(field if field in self.fields else None, problem.message)

    def _tell_conflict(self, conflict: Conflict) -> None:
        """Keeps what was typed, on top of the newest state: to send it again is to decide for it."""
        self.status = HTTPStatus.CONFLICT
        self._tell((conflict.problem,))
        self.add_error(None, "Somebody saved this before you. What you typed is still here: save again to keep yours.")
        self.data = {**self.data.dict(), "number": str(self.project.number)} if isinstance(self.data, QueryDict) else {}
