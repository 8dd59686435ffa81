"""The whole diagram as SVG, or the part of it that an edit has changed."""

from collections.abc import Iterator, Mapping

from designer.diagrams.edge_svg import edge_svg
from designer.diagrams.entity_svg import Badge, entity_svg
from designer.diagrams.geometry import Point
from designer.diagrams.layouts import Frame, Layout, Path
from designer.diagrams.markup import escape, number, rectangle
from designer.diagrams.scene import Link, Scene, scene
from designer.diagrams.shape import Detail, Shape, shapes
from designer.diagrams.theme import Theme, style_sheet
from designer.model import Design, Id


def draw(
    design: Design,
    layout: Layout,
    *,
    theme: Theme = Theme.AUTO,
    detail: Detail | None = None,
    selected: Id | None = None,
    badges: Mapping[Id, Badge] | None = None,
) -> str:
    """The diagram as one <svg>.

    layout: of this design; entities it does not know are left out. theme: AUTO is for the page (classes of
    static/css/diagram.css, entities are buttons), LIGHT and DARK are pictures with their colours in them. detail: as
    in the layout, or less: the boxes get lower but stay where they are. badges: by entity id.
    """
    return _Drawing(design, layout, theme, detail).whole(selected, badges or {})


def draw_entity(
    design: Design,
    layout: Layout,
    entity: Id,
    *,
    detail: Detail | None = None,
    selected: bool = False,
    badge: Badge | None = None,
) -> str:
    """The <g id="t-..."> of one entity alone, as in the page. Raises KeyError where the layout has none."""
    return _Drawing(design, layout, Theme.AUTO, detail).entity(entity, selected=selected, badge=badge)


def draw_edges(design: Design, layout: Layout, *, detail: Detail | None = None, selected: Id | None = None) -> str:
    """The <g id="edges"> of all relationships, as in the page; those of `selected` are lit and painted last."""
    return _Drawing(design, layout, Theme.AUTO, detail).edges(selected)


class _Drawing:
    def __init__(self, design: Design, layout: Layout, theme: Theme, detail: Detail | None) -> None:
        self.design, self.layout, self.theme = design, layout, theme
        self.interactive = theme is Theme.AUTO
        self.scene: Scene = scene(design)
        self.shapes = self._shapes(detail or layout.detail)
        self.placed = self.shapes if detail in {None, layout.detail} else self._shapes(layout.detail)

    def _shapes(self, detail: Detail) -> dict[Id, Shape]:
        return shapes(self.design, self.scene, detail, self.layout.folded)

    def whole(self, selected: Id | None, badges: Mapping[Id, Badge]) -> str:
        extent = self.layout.extent
        wide, high = number(extent.width), number(extent.height)
        opening = (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="er" width="{wide}" height="{high}"'
            f' viewBox="{number(extent.x)} {number(extent.y)} {wide} {high}"'
            f' role="{"group" if self.interactive else "img"}" aria-label="{escape(self._summary())}">'
        )
        parts = [opening]
        if not self.interactive:
            parts += [f"<style>{style_sheet(self.theme)}</style>", rectangle("ground", extent)]
        parts += [
            '<g id="frames">',
            *map(_frame, self.layout.frames),
            "</g>",
            self.edges(selected),
            '<g id="entities">',
        ]
        parts += [
            self.entity(each, selected=each == selected, badge=badges.get(each))
            for each in self.shapes
            if each in self.layout.boxes
        ]
        parts.append("</g></svg>")
        return "".join(parts)

    def entity(self, entity: Id, *, selected: bool, badge: Badge | None) -> str:
        return entity_svg(
            self.shapes[entity],
            self.layout.boxes[entity],
            self.layout.frame_of[entity].hue,
            interactive=self.interactive,
            selected=selected,
            badge=badge,
        )

    def edges(self, selected: Id | None) -> str:
        drawn = list(self._edges(selected))
        drawn.sort(key=lambda edge: edge[0])
        return '<g id="edges">' + "".join(text for _, text in drawn) + "</g>"

    def _edges(self, selected: Id | None) -> Iterator[tuple[bool, str]]:
        """(whether it is lit, its markup)."""
        for id, route in self.layout.routes.items():
            link, frames = self.scene.links.get(id), self.layout.frame_of
            if link is None or link.child not in frames or link.parent not in frames:
                continue
            far = frames[link.child] is not frames[link.parent]
            on = selected is not None and selected in {link.child, link.parent}
            yield (
                on,
                edge_svg(
                    link, self._route(link, route), self._title(link), far=far, on=on, interactive=self.interactive
                ),
            )

    def _route(self, link: Link, route: Path) -> Path:
        """The route to where the rows stand in this drawing."""
        if self.shapes is self.placed:
            return route
        first = self._shift(link.child, link.child_field)
        last = self._shift(link.parent, link.parent_field)
        return (*_stepped(route[0], route[1], first), *route[1:-1], *reversed(_stepped(route[-1], route[-2], last)))

    def _shift(self, entity: Id, field: Id) -> float:
        return self.shapes[entity].port(field) - self.placed[entity].port(field)

    def _title(self, link: Link) -> str:
        child, parent = self.shapes[link.child].full_title, self.shapes[link.parent].full_title
        return f"{child}.{self.design.fields[link.child_field].name} to {parent}"

    def _summary(self) -> str:
        count = len(self.layout.boxes)
        frames = sum(bool(each.title) for each in self.layout.frames)
        entities = f"{count} entities" if count != 1 else "1 entity"
        return f"Entity diagram, {entities}" + (f" in {frames} areas" if frames else "")


def _stepped(anchor: Point, corner: Point, shift: float) -> tuple[Point, ...]:
    """The end of a route whose row stands `shift` lower than when it was routed."""
    if not shift:
        return (anchor,)
    x = anchor[0] + (22 if corner[0] > anchor[0] else -22)
    return (anchor[0], anchor[1] + shift), (x, anchor[1] + shift), (x, anchor[1])


def _frame(frame: Frame) -> str:
    if not frame.title:
        return ""
    return (
        f'<g class="a{frame.hue}">{rectangle("frame", frame.box, 3)}'
        f'<text class="frame-name" x="{number(frame.box.x + 16)}" y="{number(frame.box.y + 20)}">{escape(frame.title)} '
        f'<tspan class="frame-count" dx="4">{len(frame.members)}</tspan></text></g>'
    )
