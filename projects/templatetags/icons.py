"""Icons: {% sprite %} once a page holds every mark as a symbol, {% icon "plus" %} uses one."""

from functools import cache
from importlib.resources import files
from io import BytesIO
from zipfile import ZipFile

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# Our name of a mark -> Lucide's. A mark that is not here does not exist: {% icon %} raises KeyError.
MARKS = {
    "add": "plus",
    "arrow": "arrow-right",
    "check": "check",
    "clock": "clock",
    "close": "x",
    "delete": "trash-2",
    "down": "chevron-down",
    "download": "download",
    "edit": "pencil",
    "enum": "list",
    "error": "octagon-alert",
    "file": "file",
    "filter": "list-filter",
    "fit": "maximize",
    "fix": "wand-sparkles",
    "folder": "folder",
    "import": "upload",
    "grip": "grip-vertical",
    "info": "info",
    "key": "key-round",
    "link": "waypoints",
    "minus": "minus",
    "more": "ellipsis",
    "move-down": "arrow-down",
    "move-up": "arrow-up",
    "proven": "shield-check",
    "redo": "redo-2",
    "ring": "circle",
    "settings": "settings-2",
    "sign-out": "log-out",
    "spin": "loader-circle",
    "stop": "square",
    "table": "table-2",
    "theme": "contrast",
    "undo": "undo-2",
    "warning": "triangle-alert",
}


@register.simple_tag
def icon(name: str, classes: str = "", label: str = "") -> SafeString:
    """A 16 px mark. With a label it is an image of that name, without one it is decoration."""
    if name not in MARKS:
        raise KeyError(f"There is no mark {name!r}: add it to projects.templatetags.icons.MARKS.")
    css = f"icon {classes}".strip()
    if label:
        return format_html('<svg class="{}" role="img" aria-label="{}"><use href="#i-{}"/></svg>', css, label, name)
    return format_html('<svg class="{}" aria-hidden="true"><use href="#i-{}"/></svg>', css, name)


@register.simple_tag
def severity(level: str) -> SafeString:
    """The mark of a Severity: a shape, a colour and a name, so that none of them stands alone."""
    return icon(level, f"sev sev-{level}", level.title())


@register.simple_tag
@cache
def sprite() -> SafeString:
    """All marks as symbols of one hidden SVG."""
    with ZipFile(BytesIO(files("lucide").joinpath("lucide.zip").read_bytes())) as archive:
        symbols = "".join(_symbol(mark, archive.read(f"{name}.svg").decode()) for mark, name in sorted(MARKS.items()))
    # Lucide's drawings, no text of a user.
    return mark_safe(f'<svg class="sprite" aria-hidden="true">{symbols}</svg>')  # noqa: S308


def _symbol(mark: str, svg: str) -> str:
    inner = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
    return f'<symbol id="i-{mark}" viewBox="0 0 24 24">{" ".join(inner.split())}</symbol>'
