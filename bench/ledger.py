"""How fast a ledger of many claims opens and is filtered in Chromium: `python bench/ledger.py [CLAIMS] [PAGE]`.

Writes the page (to a temporary folder, or to PAGE) with the data and the script of a real one, opens it from the disk,
and prints the milliseconds until the first rows stand and for each filter.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from sphinx_factcheck.book import STATIC
from sphinx_factcheck.book.whole.ledger import HEADS, data_script

KINDS = "date sentence office award count vote ranking duration quotation order name life".split()
VERDICTS = [("supported", "✓ supported"), ("contradicted", "≠ contradicted"), ("unverified", "? unverified")]
WORDS = "court sentenced lawyer years prison minister board vote letter June detained families march harbour".split()
TIMED = """(change) => new Promise((done) => {
  const start = performance.now();
  change();
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""


def data(claims: int) -> dict[str, object]:
    """Made-up claims in the form that `ledger_data` gives them."""
    chance = random.Random(7)
    letters = max(claims // 100, 1)
    facts = max(claims // 5, 1)
    rows = [
        (
            n * letters // claims,
            n % 100 + 1,
            " ".join(chance.choices(WORDS, k=8)),
            chance.randrange(len(KINDS)),
            chance.choices((0, 1, 2), (80, 5, 15))[0],
            " ".join(chance.choices(WORDS, k=12)).capitalize() + ".",
            [chance.randrange(facts)],
        )
        for n in range(claims)
    ]
    return {
        "letters": [(f"Letter number {n}", f"chapters/letter-{n}.html") for n in range(letters)],
        "kinds": KINDS,
        "verdicts": VERDICTS,
        "facts": [(f"person-{n}/custody/1", f"people.html#person-{n}") for n in range(facts)],
        "rows": rows,
    }


def write_page(path: Path, claims: int) -> None:
    """The page, with style and script beside it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for name in ("factcheck.css", "generated.css", "ledger.js"):
        shutil.copyfile(STATIC / name, path.parent / name)
    heads = "".join(f"<th>{head}</th>" for head in HEADS)
    path.write_text(
        '<!DOCTYPE html><html lang="en" data-theme="light"><head><meta charset="utf-8"><title>Ledger</title>'
        '<link rel="stylesheet" href="factcheck.css"><link rel="stylesheet" href="generated.css">'
        f'<script src="ledger.js"></script></head><body><main><h1>Ledger</h1><table class="fc-table fc-ledger"><thead>'
        f"<tr>{heads}</tr></thead><tbody></tbody></table>{data_script(data(claims))}</main></body></html>",
        encoding="utf-8",
    )


def measure(path: Path) -> dict[str, float]:
    """Milliseconds until the page has its first rows, and for each filter until the next frame."""
    steps = {
        "verdict": ("select[name=verdict]", "1"),
        "kind": ("select[name=kind]", "3"),
        "letter": ("select[name=letter]", "7"),
        "words": ("input[name=words]", "harbour lawyer"),
    }
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        page = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"]).new_page()
        page.goto(path.resolve().as_uri())
        page.locator("table.fc-ledger tbody tr").first.wait_for()
        took = {"open": page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")}
        for name, (box, value) in steps.items():
            change = (
                f"() => {{ for (const one of document.querySelectorAll('.fc-filters [name]')) one.value = ''; "
                f"const box = document.querySelector('{box}'); box.value = '{value}'; "
                "box.dispatchEvent(new Event('input', {bubbles: true})); }"
            )
            took[name] = page.evaluate(f"({TIMED})({change})")
    return took


def main() -> None:
    """Measure and print."""
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(folder) / "ledger.html"
        write_page(path, claims)
        took = measure(path)
        size = path.stat().st_size / 1e6
    sys.stdout.write(f"{claims} claims, {size:.1f} MB\n")
    sys.stdout.writelines(f"  {name:<8} {milliseconds:7.0f} ms\n" for name, milliseconds in took.items())


if __name__ == "__main__":
    main()
