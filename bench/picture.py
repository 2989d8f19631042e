"""How a check from nothing grows with the letters, and with the people it knows: `python bench/picture.py [FILE]`.

Measures processor seconds of `factcheck check --no-cache --jobs 1` with editions of `large_edition.py`, prints them,
and draws them by powers of ten both ways, where growth in proportion is a straight line of slope 1. The file is
`docs/images/growth.svg` unless told otherwise.
"""

from __future__ import annotations

import math
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import click
from growth import CHECK, measured
from large_edition import write_edition

from sphinx_factcheck.book.parts.svg import Picture

IMAGE = Path(__file__).parents[1] / "docs/images/growth.svg"
LETTERS = (100, 316, 1000, 3162, 10_000)
PEOPLE = (100, 1000, 10_000, 100_000)
FEW = 100
"""So many letters there are where the people are what grows, and ten times as many people where the letters are."""
Points = Sequence[tuple[int, float]]


def seconds(letters: int, people: int) -> float:
    """Processor seconds of one check; the compiled fact base is there already."""
    home = Path(tempfile.mkdtemp(prefix="factcheck-bench-"))
    try:
        write_edition(home / "edition", letters, people)
        measured(home / "edition", CHECK[0], "facts", "show", "letter-00000")
        spent = measured(home / "edition", *CHECK, "--no-cache", "--jobs", "1")[0].spent
    finally:
        shutil.rmtree(home, ignore_errors=True)
    click.echo(f"{letters:>7,} letters, {people:>8,} people: {spent:8.1f} s")
    return spent


def slope(points: Points) -> float:
    """By what power of the number the time grows, over the last two thirds of the points."""
    (few, short), (many, long) = points[len(points) // 3], points[-1]
    return math.log(long / short) / math.log(many / few)


def draw(curves: Sequence[tuple[str, Points]]) -> str:
    """The curves, time upwards and numbers to the right, both by powers of ten."""
    width, height, left, bottom = 680.0, 360.0, 60.0, 300.0
    every = [point for _, points in curves for point in points]
    first, last = (math.log10(pick(n for n, _ in every)) for pick in (min, max))
    low, high = math.floor(math.log10(min(t for _, t in every))), math.ceil(math.log10(max(t for _, t in every)))
    told = "; ".join(f"{name}: slope {slope(points):.2f}" for name, points in curves)
    picture = Picture("fc-growth", width, height, "How a check grows", f"Seconds of a check from nothing. {told}.")

    def at(number: float, time: float) -> tuple[float, float]:
        across = (math.log10(number) - first) / (last - first)
        return left + across * (width - left - 20), bottom - (math.log10(time) - low) / (high - low) * (bottom - 20)

    for power in range(low, high + 1):
        _, y = at(10**first, 10.0**power)
        picture.line(left, y, width - 20, y, "axis", stroke="#ddd")
        picture.text(left - 8, y + 4, f"{10.0**power:g} s", "quiet", 12, "end")
    for power in range(math.ceil(first), math.floor(last) + 1):
        x, _ = at(10.0**power, 10.0**low)
        picture.text(x, bottom + 20, f"{10**power:,}", "quiet", 12, "middle")
    for number, (name, points) in enumerate(curves):
        colour = ("#1f5f8b", "#a8481c")[number % 2]
        way = " ".join(f"{'ML'[n > 0]}{x:.1f} {y:.1f}" for n, (x, y) in enumerate(at(*point) for point in points))
        picture.path(way, "curve", stroke=colour, stroke_width="2")
        for point in points:
            picture.circle(*at(*point), 4, "dot", f"{point[0]:,}: {point[1]:.1f} s")
        words = f"{name}: slope {slope(points):.2f}"
        picture.text(left + 14, 34 + 20 * number, words, "label", 14, fill=colour)
    picture.text(width - 20, bottom + 42, "how many, by powers of ten", "quiet", 12, "end")
    return str(picture)


@click.command(help=__doc__)
@click.argument("file", type=click.Path(path_type=Path), default=IMAGE)
@click.option("--most-letters", default=LETTERS[-1], show_default=True)
@click.option("--most-people", default=PEOPLE[-1], show_default=True)
def main(file: Path, most_letters: int, most_people: int) -> None:
    letters = [(n, seconds(n, 10 * FEW)) for n in LETTERS if n <= most_letters]
    people = [(n, seconds(FEW, n)) for n in PEOPLE if n <= most_people]
    curves = (("letters, of 1,000 people", letters), (f"people, in {FEW} letters", people))
    file.write_text(draw(curves) + "\n", "utf-8")
    for name, points in curves:
        click.echo(f"{name}: slope {slope(points):.2f}")


if __name__ == "__main__":
    main()
