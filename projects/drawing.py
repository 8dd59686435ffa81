"""The diagram in pieces, so that a page that shows an older one is sent only what has changed."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

_ID = re.compile(r' id="([tr]-[^"]+)"')


class Drawing(Struct, frozen=True):
    """An SVG of designer.diagrams.draw, taken apart. extent: its viewBox. edges, entities: markup by element id."""

    svg: str
    extent: str
    frames: str
    edges: Mapping[str, str]
    entities: Mapping[str, str]


def taken_apart(svg: str) -> Drawing:
    """`draw` writes <g id="frames">, <g id="edges"> and <g id="entities">, each element in them once with its id."""
    opening, _, rest = svg.partition('<g id="frames">')
    frames, _, rest = rest.partition('</g><g id="edges">')
    edges, _, entities = rest.partition('</g><g id="entities">')
    extent = opening.partition('viewBox="')[2].partition('"')[0]
    return Drawing(
        svg=svg,
        extent=extent,
        frames=frames,
        edges=_by_id(edges, '<g class="rel'),
        entities=_by_id(entities.removesuffix("</g></svg>"), '<g class="ent '),
    )


def patch(old: Drawing, new: Drawing) -> str:
    """What makes a page's `old` into `new`, as out-of-band elements for htmx (inside <template><svg>)."""
    pieces = [f'<g id="frames" hx-swap-oob="true">{new.frames}</g>'] if old.frames != new.frames else []
    pieces += _patched(old.edges, new.edges, "edges")
    pieces += _patched(old.entities, new.entities, "entities")
    return f"<template><svg>{''.join(pieces)}</svg></template>" if pieces else ""


def _by_id(markup: str, begin: str) -> dict[str, str]:
    pieces = (begin + piece for piece in markup.split(begin)[1:])
    return {found.group(1): piece for piece in pieces if (found := _ID.search(piece))}


def _patched(old: Mapping[str, str], new: Mapping[str, str], group: str) -> Iterator[str]:
    for id in old.keys() - new.keys():
        yield f'<g id="{id}" hx-swap-oob="delete"></g>'
    for id, markup in new.items():
        if id not in old:
            yield f'<g hx-swap-oob="beforeend:#{group}">{markup}</g>'
        elif old[id] != markup:
            yield markup.replace("<g ", '<g hx-swap-oob="true" ', 1)
