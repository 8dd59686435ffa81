"""ER diagrams: Graphviz decides columns and order, the rest is arithmetic, and Python writes the SVG."""

from designer.diagrams.composing import layout
from designer.diagrams.entity_svg import Badge
from designer.diagrams.geometry import Box
from designer.diagrams.graphviz import DiagramUnavailable
from designer.diagrams.layouts import Frame, Layout
from designer.diagrams.shape import Detail
from designer.diagrams.svg import draw, draw_edges, draw_entity
from designer.diagrams.theme import Theme

__all__ = [
    "Badge",
    "Box",
    "Detail",
    "DiagramUnavailable",
    "Frame",
    "Layout",
    "Theme",
    "draw",
    "draw_edges",
    "draw_entity",
    "layout",
]
