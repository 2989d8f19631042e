"""Pictures as SVG. ElementTree writes it, so that whatever stands in a name or a title is escaped.

A picture takes its colours from the page (`generated.css`); its attributes are for where no style sheet reaches.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, tostring

_FONT = "system-ui, -apple-system, 'Segoe UI', 'Liberation Sans', sans-serif"
_LOOKS = {
    "quiet": {"fill": "#666"},
    "dot-other": {"fill": "#fff", "stroke": "#777"},
    "dot-renamed": {"fill": "#fff", "stroke": "#222", "stroke-width": "3"},
    "band": {"fill": "#f2eee2"},
    "bar": {"fill": "#ccc"},
}
"""What a shape looks like where no style sheet reaches it."""
SURE = 0.88
"""What part of a width may be filled by `width_of`: some fonts are wider than it takes them to be."""
_WIDE = frozenset("MWmw@%—…")
_NARROW = frozenset("iljtfrI.,:;'’“”()[] -1")


class Picture:
    """An SVG of a given size in units of a pixel, with a title and a description for those who cannot see it."""

    def __init__(self, name: str, width: float, height: float, title: str, description: str, shape: str = "") -> None:
        self._root = Element(
            "svg",
            {
                "xmlns": "http://www.w3.org/2000/svg",
                "viewBox": f"0 0 {_n(width)} {_n(height)}",
                "width": _n(width),
                "height": _n(height),
                "role": "img",
                "class": f"fc-picture {shape}".strip(),
                "aria-labelledby": f"{name}-title {name}-description",
                "font-family": _FONT,
            },
        )
        SubElement(self._root, "title", {"id": f"{name}-title"}).text = printable(title)
        SubElement(self._root, "desc", {"id": f"{name}-description"}).text = printable(description)

    def line(self, x: float, y: float, x2: float, y2: float, kind: str, **more: str) -> None:
        self._add("line", kind, {"x1": _n(x), "y1": _n(y), "x2": _n(x2), "y2": _n(y2), "stroke": "#888"}, more)

    def path(self, way: str, kind: str, **more: str) -> None:
        self._add("path", kind, {"d": way, "fill": "none", "stroke": "#888"}, more)

    def circle(self, x: float, y: float, radius: float, kind: str, tip: str = "") -> None:
        made = self._add("circle", kind, {"cx": _n(x), "cy": _n(y), "r": _n(radius)}, {})
        if tip:
            SubElement(made, "title").text = printable(tip)

    def box(self, x: float, y: float, width: float, height: float, kind: str, tip: str = "", **more: str) -> None:
        size = {"x": _n(x), "y": _n(y), "width": _n(width), "height": _n(height)}
        made = self._add("rect", kind, size, more)
        if tip:
            SubElement(made, "title").text = printable(tip)

    def text(
        self, x: float, y: float, words: str, kind: str, size: float = 13, anchor: str = "start", **more: str
    ) -> None:
        at = {"x": _n(x), "y": _n(y), "font-size": _n(size), "text-anchor": anchor}
        self._add("text", kind, at, more).text = printable(words)

    def __str__(self) -> str:
        return tostring(self._root, encoding="unicode")

    def _add(self, tag: str, kind: str, attributes: dict[str, str], more: dict[str, str]) -> Element:
        own = {key.replace("_", "-"): value for key, value in more.items()}
        looks = _LOOKS.get(kind.partition(" ")[0], {})
        return SubElement(self._root, tag, {"class": f"fc-{kind}", **attributes, **looks, **own})


def width_of(words: str, size: float) -> float:
    """How wide words are likely to be, in the units of their size."""
    em = sum(1.0 if c > "\u2e7f" else 0.86 if c in _WIDE else 0.33 if c in _NARROW else 0.56 for c in words)
    return em * size


def wrapped(words: str, size: float, width: float, most: int = 3) -> list[str]:
    """Words in lines of at most this width; what is longer than `most` lines is cut."""
    lines = [""]
    for word in printable(words).split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, size) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    cut = len(lines) > most
    lines = [_shortened(line, size, width) for line in lines[:most]]
    if cut:
        lines[-1] = _shortened(f"{lines[-1]} …", size, width) if not lines[-1].endswith("…") else lines[-1]
    return lines


def _shortened(line: str, size: float, width: float) -> str:
    if width_of(line, size) <= width:
        return line
    while line and width_of(f"{line}…", size) > width:
        line = line[:-1]
    return f"{line.rstrip()}…"


def printable(words: str) -> str:
    """Words without what XML cannot hold."""
    return "".join(c for c in words if c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff")


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
