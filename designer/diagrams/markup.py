"""Text for SVG, safe wherever it stands."""

import re
from hashlib import blake2b

from designer.diagrams.geometry import Box
from designer.diagrams.text import clean
from designer.model import Id

_PLAIN_ID = re.compile(r"[A-Za-z0-9_.-]{1,64}\Z")
_HARMLESS = re.compile(r"[A-Za-z0-9_ .,:()\[\]-]*\Z")  # most names and types: nothing to do
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def escape(text: str) -> str:
    """`text` as content or as a quoted attribute, without characters that XML forbids."""
    return text if _HARMLESS.match(text) else clean(text).translate(_ESCAPES)


def safe_id(id: Id) -> str:
    """An id as it stands in attributes: the design's own, which is base32; any other text becomes a digest."""
    return id if _PLAIN_ID.match(id) else "x" + blake2b(id.encode(), digest_size=10).hexdigest()


def number(value: float) -> str:
    """A coordinate, as short as it can be written."""
    return f"{value:g}"


def rectangle(css_class: str, box: Box, radius: float = 0) -> str:
    rounded = f' rx="{number(radius)}"' if radius else ""
    return (
        f'<rect class="{css_class}" x="{number(box.x)}" y="{number(box.y)}"'
        f' width="{number(box.width)}" height="{number(box.height)}"{rounded}/>'
    )
