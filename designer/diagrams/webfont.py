"""Makes the web font that the page serves and the SVG is measured with: `python -m designer.diagrams.webfont DIR`.

The source is the variable font in the package fontpkg-jetbrains-mono (SIL Open Font License 1.1).
"""

import sys
from importlib.resources import files
from pathlib import Path

from designer.diagrams.text import SHIPPED

NAME = "jetbrains-mono-latin.woff2"
LICENCE = "jetbrains-mono-OFL.txt"


def write_web_font(folder: Path) -> None:
    """Writes the Latin subset as woff2, all weights, and the font's licence into `folder`."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    package = files("fontpkg_jetbrains_mono")
    # recalcTimestamp=False: the same source gives the same bytes.
    with (package / "files" / "JetBrainsMono[wght].ttf").open("rb") as source:
        font = TTFont(source, recalcTimestamp=False)
        options = Options(flavor="woff2", layout_features=["kern", "mark", "ccmp", "locl", "zero"])
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=SHIPPED)
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(folder / NAME)
    (folder / LICENCE).write_bytes((package / "LICENSE").read_bytes())


if __name__ == "__main__":
    write_web_font(Path(sys.argv[1]))
