"""SQL to import: pasted or uploaded."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from projects.forms.base import StyledForm

LIMIT = 10 * 2**20


class ImportForm(StyledForm):
    """One of the two; `sql` (bytes) and `source` (a name for the history) come out."""

    text = forms.CharField(
        label="Paste SQL",
        widget=forms.Textarea({"rows": 14, "class": "code", "spellcheck": "false", "placeholder": "CREATE TABLE …"}),
        required=False,
        strip=False,
    )
    file = forms.FileField(label="or upload a file", required=False, allow_empty_file=True)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        upload: UploadedFile[bytes] | None = data.get("file")
        text = data.get("text", "")
        if upload and text.strip():
            self.add_error("file", "Paste or upload, not both: empty the text or leave the file out.")
        elif upload:
            data["source"] = (upload.name or "a file")[:200]
            self._take("file", upload.size or 0, upload.read)
        else:
            data["source"] = "pasted SQL"
            self._take("text", len(text.encode()), text.encode)
        return data

    def _take(self, name: str, size: int, read: Callable[[], bytes]) -> None:
        if size > LIMIT:
            self.add_error(name, "This is more than 10 MB: pg_dump --schema-only leaves the rows out.")
        elif not (content := read()).strip():
            self.add_error(name, "There is nothing to read: paste SQL, or choose a file.")
        else:
            self.cleaned_data["sql"] = content
