"""Colours of a picture that stands alone; in the page the style sheets decide.

The values are those of static/css/tokens.css, computed to sRGB because an SVG viewer may know neither oklch() nor
var(). Source of the conversion: Björn Ottosson, "A perceptual color space for image processing" (2020).
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from math import cos, radians, sin

type Oklch = tuple[float, float, float]  # lightness 0 to 1, chroma, hue in degrees
type Oklab = tuple[float, float, float]


class Theme(StrEnum):
    """AUTO: classes only, for the page's style sheets. LIGHT, DARK: a file of its own with its colours in it."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


# name: (light, dark)
TOKENS: Mapping[str, tuple[Oklch, Oklch]] = {
    "ground": ((0.964, 0.004, 240), (0.165, 0.008, 250)),
    "raised": ((1, 0, 0), (0.24, 0.010, 250)),
    "line": ((0.895, 0.006, 240), (0.30, 0.011, 250)),
    "line-strong": ((0.605, 0.012, 245), (0.55, 0.014, 250)),
    "ink": ((0.23, 0.018, 255), (0.935, 0.005, 250)),
    "ink-2": ((0.44, 0.017, 252), (0.76, 0.011, 250)),
    "ink-inverse": ((0.99, 0, 0), (0.17, 0.01, 250)),
    "accent": ((0.50, 0.215, 264), (0.74, 0.135, 258)),
    "on-accent": ((0.995, 0, 0), (0.17, 0.02, 258)),
    "error": ((0.51, 0.19, 27), (0.75, 0.145, 25)),
    "warn": ((0.52, 0.115, 65), (0.80, 0.12, 78)),
    "area-1": ((0.46, 0.085, 210), (0.80, 0.075, 205)),
    "area-2": ((0.47, 0.085, 62), (0.81, 0.080, 72)),
    "area-3": ((0.46, 0.090, 335), (0.80, 0.075, 335)),
    "area-4": ((0.46, 0.085, 140), (0.80, 0.080, 140)),
    "area-5": ((0.46, 0.090, 25), (0.80, 0.075, 28)),
    "area-6": ((0.46, 0.085, 300), (0.80, 0.075, 300)),
}
HUES = range(1, 7)
MONO = "'JetBrains Mono','DejaVu Sans Mono',Menlo,Consolas,monospace"
SANS = "system-ui,'Segoe UI',Roboto,'Noto Sans','Liberation Sans',Arial,sans-serif"


@cache
def style_sheet(theme: Theme) -> str:
    """The rules of static/css/diagram.css that a picture needs, each colour worked out. Empty for AUTO."""
    if theme is Theme.AUTO:
        return ""
    colour = {name: hexadecimal(pair[theme is Theme.DARK]) for name, pair in TOKENS.items()}
    rules = [
        f".er text{{font-family:{MONO};font-size:12px;fill:{colour['ink']}}}",
        f".er .ground{{fill:{colour['ground']}}}",
        ".er .frame,.er .body{stroke-width:1}",
        f".er .frame-name{{font:650 12px {SANS}}}",
        f".er .frame-count{{font-weight:400;fill:{colour['ink-2']}}}",
        f".er .body{{fill:{colour['raised']}}}",
        ".er .name{font-size:13px;font-weight:700}.er .f-pk{font-weight:700}",
        f".er .rule{{stroke:{colour['line']};stroke-width:1}}",
        f".er .t,.er .more{{fill:{colour['ink-2']};font-size:11px}}.er .t{{text-anchor:end}}",
        ".er .k{font-size:9px;font-weight:700;letter-spacing:.02em}",
        f".er .null{{fill:none;stroke:{colour['ink-2']};stroke-width:1.2}}",
        ".er .halo,.er .hit{fill:none;stroke:none}",
        f".er .rel{{fill:none;stroke:{colour['line-strong']};stroke-width:1.25}}",
        ".er .rel{stroke-linejoin:round;stroke-linecap:round}",
        ".er .far{stroke-width:1}",
        f".er .badge-error{{fill:{colour['error']}}}.er .badge-warn{{fill:{colour['warn']}}}",
        f".er .badge-mark{{stroke:{colour['ink-inverse']};stroke-width:1.75;stroke-linecap:round;fill:none}}",
    ]
    for number in HUES:
        hue = TOKENS[f"area-{number}"][theme is Theme.DARK]
        mixed = {
            name: _hex(_mix(_lab(hue), share, _lab(TOKENS[base][theme is Theme.DARK])))
            for name, share, base in (
                ("frame", 0.06, "ground"),
                ("border", 0.34, "ground"),
                ("head", 0.13, "raised"),
                ("body", 0.46, "line"),
            )
        }
        at = f".er .a{number}"
        rules += [
            f"{at} .frame{{fill:{mixed['frame']};stroke:{mixed['border']}}}{at} .frame-name{{fill:{hexadecimal(hue)}}}",
            f"{at} .head{{fill:{mixed['head']}}}{at} .body{{stroke:{mixed['body']}}}",
            f"{at} .edge,{at} .k,{at} .link{{fill:{hexadecimal(hue)}}}",
        ]
    return "".join(rules)


def hexadecimal(colour: Oklch) -> str:
    """The sRGB colour "#rrggbb"; what sRGB cannot show is cut off."""
    return _hex(_lab(colour))


def _lab(colour: Oklch) -> Oklab:
    lightness, chroma, hue = colour
    return lightness, chroma * cos(radians(hue)), chroma * sin(radians(hue))


def _mix(one: Oklab, share: float, other: Oklab) -> Oklab:
    """color-mix(in oklab, one share, other)."""
    lightness, a, b = (x * share + y * (1 - share) for x, y in zip(one, other, strict=True))
    return lightness, a, b


def _hex(colour: Oklab) -> str:
    lightness, a, b = colour
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return "#" + "".join(f"{_byte(channel):02x}" for channel in linear)


def _byte(linear: float) -> int:
    channel = 12.92 * linear if linear <= 0.0031308 else 1.055 * linear ** (1 / 2.4) - 0.055
    return round(255 * min(max(channel, 0), 1))
