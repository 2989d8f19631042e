"""Books that many tests look at, built once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from book.books import Built, jupyter_book, make_book, sphinx
from book.whole import WHOLE
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The tiny book as it should be."""
    return sphinx(make_book(tmp_path_factory.mktemp("tiny")), "-n")


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The edition of this repository, built with Jupyter Book."""
    return jupyter_book(ROOT, output=tmp_path_factory.mktemp("edition"))


@pytest.fixture(scope="session")
def around(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A tiny edition with all that stands around letters, built with Jupyter Book."""
    book = make_book(tmp_path_factory.mktemp("around"), WHOLE, jupyter=True)
    return jupyter_book(book, "-W", "-n", "--keep-going")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium. Its event loop ends with the module, for others have loops of their own."""
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("google-chrome")
        yield playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
