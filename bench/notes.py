"""How fast the notes of a letter find their places in Chromium: `python bench/notes.py [NOTES] [PAGE]`.

Writes the page (to a temporary folder, or to PAGE) with style and script of a real one, opens it from the disk, and
prints at several widths: the milliseconds of the placing (first, and once more as after a resize), how much the page
shifts after it was first painted, with a processor slowed to a quarter (cumulative layout shift), how many notes stand
one upon another, how far the median and the farthest note stand below their words, and what a page carries of ours.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from sphinx_factcheck.book import STATIC

WIDTHS = (1440, 1024, 390)
OWN = ("factcheck.css", "factcheck.js")
WORDS = "court sentenced lawyer years prison minister board vote letter June detained families march harbour".split()
SHIFTS = """window.shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((one) => (window.shift += one.value)))
    .observe({ type: "layout-shift", buffered: true });"""
PLACED = """() => performance.getEntriesByName("fc-place").map((one) => one.duration)"""
UPON = """() => {
  const boxes = [...document.querySelectorAll(".fc-note")].map((one) => one.getBoundingClientRect());
  const shown = boxes.filter((box) => box.height).sort((a, b) => a.top - b.top);
  return shown.filter((box, n) => n && box.top < shown[n - 1].bottom - 1).length;
}"""
APART = """() => [...document.querySelectorAll(".fc-note")].map((note) => note.getBoundingClientRect().top
    - document.getElementById(note.dataset.words).getClientRects()[0].top)"""


def body(notes: int) -> str:
    """A letter whose every sentence has a note, four to a paragraph, written as the extension writes them."""
    chance = random.Random(7)

    def some(words: int) -> str:
        return " ".join(chance.choices(WORDS, k=words))

    paragraphs = [range(first, min(first + 4, notes + 1)) for first in range(1, notes + 1, 4)]
    parts = ['<section class="fc-letter"><h1>A letter</h1><div class="fc-head"><p>14 June 2023</p></div>']
    for number, noted in enumerate(paragraphs, 1):
        text = (
            f'{some(18)} <span class="fc-words" data-note="fc-note-{n}" id="fc-words-{n}">{some(4)}</span>'
            f'<a class="fc-number" href="#fc-note-{n}">{n}</a>.'
            for n in noted
        )
        parts.append(f'<p class="fc-numbered" id="p{number}">{" ".join(text)}</p>')
        parts += (
            f'<aside class="fc-note" id="fc-note-{n}" data-words="fc-words-{n}">'
            f'<a class="fc-back" href="#fc-words-{n}">{n}</a><p>{some(chance.randrange(4, 60))}</p></aside>'
            for n in noted
        )
    return "".join(parts) + "</section>"


def write_page(path: Path, notes: int) -> None:
    """The page, with style and script beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for name in OWN:
        shutil.copyfile(STATIC / name, path.parent / name)
    path.write_text(
        '<!DOCTYPE html><html lang="en" data-theme="light"><head><meta charset="utf-8"><title>Notes</title>'
        '<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="factcheck.css">'
        f'<script src="factcheck.js"></script></head><body><main>{body(notes)}</main></body></html>',
        encoding="utf-8",
    )


def measure(page: Page, path: Path) -> str:
    """What is measured of the page at the width it has now."""
    slow = page.context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(path.as_uri())
    page.wait_for_timeout(800)
    shift = page.evaluate("window.shift")
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.reload()
    page.wait_for_timeout(400)
    page.evaluate("dispatchEvent(new Event('load'))")
    took = page.evaluate(PLACED)
    apart = page.evaluate(APART)
    placed = f"placed in {took[0]:.1f} ms, again in {took[-1]:.1f} ms" if took else "folded"
    below = f", median {median(apart):.0f} px and at most {max(apart):.0f} px below their words" if took else ""
    return f"shift {shift:.4f}; {placed}; {page.evaluate(UPON)} upon another{below}"


def main() -> None:
    """Measure, and print."""
    notes = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(sys.argv[2] if len(sys.argv) > 2 else f"{folder}/notes.html").resolve()
        write_page(path, notes)
        own = sum((STATIC / name).stat().st_size for name in OWN) / 1000
        sys.stdout.write(f"{notes} notes; CSS and JS {own:.1f} kB, the letter {path.stat().st_size / 1000:.1f} kB\n")
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.add_init_script(SHIFTS)
            sys.stdout.write(f"{width:6} px: {measure(page, path)}\n")


if __name__ == "__main__":
    main()
