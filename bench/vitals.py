"""Weight and vitals of built pages in Chromium: a processor four times slower, a slow 4G line, everything compressed.

    .venv/bin/python bench/vitals.py _build/html chapters/2023-blinken index reference/people

Prints for each page the kilobytes that went over the line, and LCP, CLS and INP in milliseconds, the middle of five.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import shutil
import statistics
import threading
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

SLOWER = 4
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""Slow 4G as Lighthouse has it: 1.6 Mbit/s and 150 ms there and back."""
RUNS = 5
_WATCH = """
window.fcVitals = {lcp: 0, cls: 0, inp: 0};
const seen = (type, take, more) => new PerformanceObserver(list => list.getEntries().forEach(take))
  .observe({type, buffered: true, ...more});
seen("largest-contentful-paint", one => { fcVitals.lcp = one.startTime; });
seen("layout-shift", one => { if (!one.hadRecentInput) fcVitals.cls += one.value; });
seen("event", one => { fcVitals.inp = Math.max(fcVitals.inp, one.duration); }, {durationThreshold: 16});
"""
TOUCHED = ".fc-switches button, .fc-ref, .theme-switch-button, .sidebar-toggle.primary-toggle"


class Compressing(http.server.SimpleHTTPRequestHandler):
    """Serves files as hosts of pages do: compressed."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        content = path.read_bytes()
        packed = path.suffix in {".html", ".css", ".js", ".json", ".svg"}
        content = gzip.compress(content, 9) if packed else content
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


def measured(browser: Browser, address: str) -> tuple[float, float, float, float]:
    """Kilobytes, LCP, CLS and INP of one page, loaded afresh."""
    context = browser.new_context(viewport={"width": 412, "height": 823})
    page = context.new_page()
    page.add_init_script(_WATCH)
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    weight: list[float] = []
    line.on("Network.loadingFinished", lambda told: weight.append(told["encodedDataLength"]))
    page.goto(address, wait_until="load")
    page.wait_for_timeout(1500)
    loaded = sum(weight) / 1000
    _touch(page)
    told = page.evaluate("fcVitals")
    context.close()
    return loaded, told["lcp"], told["cls"], told["inp"]


def _touch(page: Page) -> None:
    for one in page.query_selector_all(TOUCHED)[:6]:
        if one.is_visible():
            one.click(timeout=2000, no_wait_after=True, force=True)
            page.wait_for_timeout(150)


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("pages", nargs="+")
    told = arguments.parse_args()
    handler = functools.partial(Compressing, directory=str(told.folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        print(f"{'page':40} {'KB':>6} {'LCP':>6} {'CLS':>6} {'INP':>6}")  # noqa: T201
        for page in told.pages:
            address = f"http://127.0.0.1:{server.server_port}/{page}.html"
            runs = [measured(browser, address) for _ in range(RUNS)]
            weight, lcp, cls, inp = (statistics.median(values) for values in zip(*runs, strict=True))
            print(f"{page:40} {weight:6.0f} {lcp:6.0f} {cls:6.3f} {inp:6.0f}")  # noqa: T201
        browser.close()


if __name__ == "__main__":
    main()
