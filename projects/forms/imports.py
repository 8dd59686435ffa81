"""SQL to import: pasted or uploaded."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from projects.forms.base import StyledForm

LIMIT = 10 * 2**20


class ImportForm(StyledForm):
    """One of the two; `sql` and `source` (a name for the history) come out."""

    text = forms.CharField(
        label="Paste SQL",
        widget=forms.Textarea({"rows": 14, "class": "code", "spellcheck": "false", "placeholder": "CREATE TABLE …"}),
        required=False,
        strip=False,
    )
    file = forms.FileField(label="or upload a file", required=False, allow_empty_file=True)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        upload: UploadedFile | None = data.get("file")
        if "file" in self.errors or "text" in self.errors:
            return data
        if upload and data.get("text", "").strip():
            self.add_error("file", "Paste or upload, not both: empty the text or leave the file out.")
        elif upload:
            data["sql"], data["source"] = self._read(upload), (upload.name or "a file")[:200]
        else:
            data["sql"], data["source"] = data.get("text", ""), "pasted SQL"
        if not self.errors and not data["sql"].strip():
            self.add_error("text", "There is nothing to read: paste SQL, or choose a file.")
        if not self.errors and len(data["sql"].encode()) > LIMIT:
            self.add_error("text", "This is more than 10 MB: pg_dump --schema-only leaves the rows out.")
        return data

    def _read(self, upload: UploadedFile) -> str:
        if (upload.size or 0) > LIMIT:
            self.add_error("file", "This file is larger than 10 MB: pg_dump --schema-only leaves the rows out.")
            return ""
        content = upload.read()
        if content.startswith(b"PGDMP"):
            self.add_error("file", "This is pg_dump's custom format: dump with --format=plain --schema-only.")
            return ""
        try:
            return str(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            self.add_error("file", "This file is not UTF-8 text: save it as UTF-8 and try again.")
            return ""
