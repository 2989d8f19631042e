"""Settings: registered from their one declaration, read when the configuration is known, opened into an edition."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from sphinx_factcheck.base.collecting import collect_seldom
from sphinx_factcheck.base.places import Problem
from sphinx_factcheck.book.wire.domain import domain_of
from sphinx_factcheck.book.wire.edition import open_edition
from sphinx_factcheck.book.wire.kept import tracked_builds
from sphinx_factcheck.book.wire.written import Written
from sphinx_factcheck.edition.configured import configured
from sphinx_factcheck.edition.project import CONFIG_FILES, Project
from sphinx_factcheck.edition.settings import PREFIX, Settings, SettingsError, declared, read_settings
from sphinx_factcheck.letters.files import problem_at_start

SYNTAX = ("colon_fence", "deflist")
"""What the reader of letters understands, and the page must understand alike."""
RUNNING = ("substitution", "html_image", "html_admonition")
"""Syntax that obeys what is no Markdown: templates, which can run anything, and HTML."""


def declare_settings(app: Sphinx) -> None:
    """Make every setting known to Sphinx."""
    for entry in declared():
        app.add_config_value(PREFIX + entry.name, entry.default, "env", types=Any)


def prepare(app: Sphinx, config: Config) -> None:
    """Read letters as the check reads them, and keep annotations from becoming pages (`config-inited`)."""
    settings, _ = _settings(app, config)
    config.exclude_patterns = [*config.exclude_patterns, f"{settings.annotations}/**"]
    if "myst_enable_extensions" in config:
        enabled = [one for one in config.myst_enable_extensions if one not in RUNNING or one in settings.allow]
        config.myst_enable_extensions = [*enabled, *(name for name in SYNTAX if name not in enabled)]
        config.myst_title_to_header = True


def open_build(app: Sphinx) -> None:
    """Open this build's edition (`builder-inited`)."""
    settings, problems = _settings(app, app.config)
    collect_seldom()
    domain = domain_of(app.env)
    project = Project(_root(app, settings), settings)
    domain.edition, domain.made = open_edition(project, (*problems, *tracked_builds(app))), {}
    domain.whole, domain.written, domain.shown = None, Written(app), {}


def _root(app: Sphinx, settings: Settings) -> Path:
    """The folder of the edition: the source folder, or the one around it where a single letter is built."""
    source = Path(app.srcdir)
    if not (source / settings.facts).is_dir():
        for folder in source.parents:
            if (folder / settings.facts).is_dir() and any((folder / name).is_file() for name in CONFIG_FILES):
                return folder
    return source


def _settings(app: Sphinx, config: Config) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings, or their defaults with the problem. (An error raised here is a traceback in Jupyter Book.)"""
    raw: dict[str, Any] = {**config._raw_config, **config.overrides}
    try:
        read = read_settings({key: value for key, value in raw.items() if key.startswith(PREFIX)})
        book = Path(app.srcdir) / CONFIG_FILES[0]
        if book.is_file():
            configured(book)  # slips in it, which have left nothing in the configuration
        return read, ()
    except SettingsError as error:
        file = next((name for name in CONFIG_FILES if (Path(app.srcdir) / name).is_file()), "conf.py")
        return Settings(), (problem_at_start(file, str(error), ""),)
