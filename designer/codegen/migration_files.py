"""The migrations of a bundle: Alembic's environment and the revision that makes the whole design."""

from hashlib import blake2b

from designer.codegen.options import Options
from designer.migrations import VERSIONS, environment, plan, revision, revision_file_name
from designer.model import EMPTY, Design

_MESSAGE = "Create the initial schema"
# The one line of the environment that names the package.
_IMPORT = "from app.models import Base\n"


def migration_files(design: Design, options: Options) -> dict[str, str]:
    """Path -> text, the revision not yet formatted. The revision's id follows from what it does."""
    steps = plan(EMPTY, design)
    id = _revision_id(revision(steps, id="", message=_MESSAGE, created=options.created))
    name = revision_file_name(id, _MESSAGE, options.created)
    own_import = f"from {options.package}.models import Base\n"
    return {
        **{path: text.replace(_IMPORT, own_import) for path, text in environment().items()},
        f"{VERSIONS}/{name}": revision(steps, id=id, message=_MESSAGE, created=options.created),
    }


def _revision_id(text: str) -> str:
    """Twelve hexadecimal digits, as Alembic's own ids."""
    return blake2b(text.encode(), digest_size=6).hexdigest()
