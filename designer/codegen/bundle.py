"""A design as the files that a project takes away."""

from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from designer.codegen.archive import archive, check_path
from designer.codegen.blueprint import blueprint
from designer.codegen.formatting import formatted
from designer.codegen.migration_files import migration_files
from designer.codegen.options import Options
from designer.codegen.package import package_files
from designer.codegen.project_files import project_files
from designer.codegen.prose import one_line
from designer.codegen.readme import readme
from designer.codegen.safety import check
from designer.migrations import VERSIONS
from designer.model import Design

_TITLE = "Database"


class Bundle(Struct, frozen=True, dict=True):
    """files: relative path -> text (UTF-8, lines end in \\n), sorted by path. The same design and options give the same
    bundle, whatever the ids and the order of the design's objects."""

    files: Mapping[str, str]
    options: Options

    def zip(self) -> bytes:
        """The files inside one folder named for the package; the same bytes for the same bundle."""
        folder = self.options.package.replace("_", "-")
        return archive(self.files, folder=f"{folder}-database", created=self.options.created)

    def write(self, folder: Path) -> None:
        """The files in `folder`, which is made where absent; files of the same name are replaced."""
        for path, text in self.files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    @cached_property
    def digest(self) -> str:
        """SHA-256 over paths and texts, in hexadecimal: the name under which a proof report of it is kept."""
        total = sha256()
        for path, text in self.files.items():
            for part in (path.encode(), text.encode()):
                total.update(len(part).to_bytes(8) + part)
        return total.hexdigest()


def bundle(design: Design, options: Options = Options()) -> Bundle:  # noqa: B008
    """The whole export of a valid design. Raises UnsafeCode, and never returns code, where the last gate finds a shape
    that this product does not make."""
    title = one_line(options.title, 120) or _TITLE
    plan = blueprint(design, options)
    python = package_files(plan, title)
    migrations = migration_files(design, options)
    python |= {path: text for path, text in migrations.items() if path.startswith(f"{VERSIONS}/")}
    python = formatted(python)
    check(python, options.package)
    files = {**project_files(options, title), **migrations, **python, "README.md": readme(plan, title)}
    files[f"{options.package}/py.typed"] = ""
    for path in files:
        check_path(path)
    return Bundle(MappingProxyType(dict(sorted(files.items()))), options)
