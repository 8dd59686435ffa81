"""An entity as SVG: header, rows, marks."""

from msgspec import Struct

from designer.diagrams.geometry import Box
from designer.diagrams.markup import escape, number, rectangle, safe_id
from designer.diagrams.shape import (
    HEAD,
    NAME_SIZE,
    NAME_X,
    ROW,
    TITLE_SIZE,
    TITLE_X,
    TYPE_END,
    TYPE_SIZE,
    Mark,
    Row,
    Shape,
)
from designer.diagrams.text import is_measured, width


class Badge(Struct, frozen=True):
    """What the checklist says about an entity: how many errors and warnings."""

    errors: int = 0
    warnings: int = 0


def entity_svg(
    shape: Shape, box: Box, hue: int, *, interactive: bool, selected: bool = False, badge: Badge | None = None
) -> str:
    """The <g> of an entity, in its own coordinates from its upper left corner. box: its place and width."""
    wide, height = box.width, shape.height
    lines = "".join(
        f"M1 {HEAD + ROW * index}H{number(wide - 1)}" for index in range(len(shape.rows) + bool(shape.more))
    )
    parts = [
        _opening(shape, box, hue, interactive=interactive, selected=selected, badge=badge),
        rectangle("halo", Box(-3.5, -3.5, wide + 7, height + 7), 5) if interactive else "",
        rectangle("body", Box(0, 0, wide, height), 2),
        f'<path class="head" d="M.5 {HEAD}V2.5q0-2 2-2H{number(wide - 2.5)}q2 0 2 2V{HEAD}z"/>',
        rectangle("edge", Box(0, 0, 4, HEAD), 1),
        _text("name", TITLE_X, 18.5, shape.title, shape.full_title, TITLE_SIZE, f' font-size="{TITLE_SIZE}"'),
        f'<path class="rule" d="{lines}"/>' if lines else "",
        *(_row(row, HEAD + ROW * index, wide) for index, row in enumerate(shape.rows)),
    ]
    if shape.more:
        parts.append(_text("more", NAME_X, HEAD + ROW * len(shape.rows) + 14, shape.more, shape.more, TYPE_SIZE))
    if badge:
        parts.append(_badge(badge, wide))
    parts.append("</g>")
    return "".join(parts)


def _opening(shape: Shape, box: Box, hue: int, *, interactive: bool, selected: bool, badge: Badge | None) -> str:
    id = safe_id(shape.entity)
    place = f'transform="translate({number(box.x)} {number(box.y)})"'
    if not interactive:
        return f'<g class="ent a{hue}" {place}>'
    said = [shape.full_title, f"{shape.fields} fields" if shape.fields != 1 else "1 field"]
    if badge:
        said.append(_finding(badge))
    return (
        f'<g class="ent a{hue}{" selected" if selected else ""}" id="t-{id}" data-entity="{id}" {place} tabindex="0"'
        f' role="button" aria-pressed="{"true" if selected else "false"}"'
        f' aria-label="{escape(", ".join(filter(None, said)))}">'
    )


def _row(row: Row, top: int, wide: float) -> str:
    is_key = row.mark is Mark.PK
    mark = f'<text class="k" x="9" y="{top + 13.5}">{row.mark}</text>' if row.mark else ""
    name = _text("f f-pk" if is_key else "f", NAME_X, top + 14, row.name, row.full_name, NAME_SIZE)
    ring = f'<circle class="null" cx="{wide - 10.5:g}" cy="{top + 10}" r="3"/>' if row.nullable else ""
    if row.target:
        told = f"{row.type} ({row.full_type})"
        more = f' data-to="{safe_id(row.target)}"'
        kind = _text("t link", wide - TYPE_END, top + 14, row.type, told, TYPE_SIZE, more)
    else:
        kind = _text("t", wide - TYPE_END, top + 14, row.type, row.full_type, TYPE_SIZE)
    return mark + name + kind + ring


def _text(css_class: str, x: float, y: float, text: str, full: str, size: float, more: str = "") -> str:  # noqa: PLR0917
    # Glyphs of another font have other widths: the text is made to fit what was measured.
    pinned = "" if is_measured(text) else f' textLength="{number(width(text, size))}" lengthAdjust="spacingAndGlyphs"'
    title = "" if full == text else f"<title>{escape(full)}</title>"
    return f'<text class="{css_class}" x="{x:g}" y="{y:g}"{more}{pinned}>{escape(text)}{title}</text>'


def _finding(badge: Badge) -> str:
    errors = f"{badge.errors} errors" if badge.errors > 1 else "1 error" if badge.errors else ""
    warnings = f"{badge.warnings} warnings" if badge.warnings > 1 else "1 warning" if badge.warnings else ""
    return ", ".join(filter(None, [errors, warnings]))


def _badge(badge: Badge, wide: float) -> str:
    """An octagon for errors, a triangle for warnings: told apart without their colours."""
    x = wide - 16
    if badge.errors:
        shape = f'<path class="badge-error" d="M{number(x - 3.6)} 5.4h7.2l5 5v7.2l-5 5h-7.2l-5-5v-7.2z"/>'
        mark = f'<path class="badge-mark" d="M{number(x)} 10v4.5M{number(x)} 18v.1"/>'
    elif badge.warnings:
        shape = f'<path class="badge-warn" d="M{number(x)} 6l9.5 16.5h-19z"/>'
        mark = f'<path class="badge-mark" d="M{number(x)} 12v4.5M{number(x)} 19.6v.1"/>'
    else:
        return ""
    return f"<g><title>{_finding(badge)}</title>{shape}{mark}</g>"
