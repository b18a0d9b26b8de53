# Every task of this repository. `make` or `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= gold
WORKERS ?= 2

.DEFAULT_GOAL := help
.PHONY: help setup demo screenshots test browser lint types imports evaluate accuracy errors bench wheels docs serve lock clean

help: ## list the tasks
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | awk -F'\t' '{printf "  %-10s %s\n", $$1, $$2}'

$(VENV)/.ready: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (found: $$($(PYTHON) --version)). Name one: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m dateline.gazetteer
	@touch $@

setup: $(VENV)/.ready ## make .venv with the pinned packages, and the gazetteer

demo: setup ## code the sample reports into dateline.db and show what was found
	$(BIN)/dateline code examples/reports --db dateline.db --workers $(WORKERS)

serve: setup ## open the store of `make demo` in a browser: http://127.0.0.1:8000/
	$(BIN)/dateline serve --db dateline.db --processes examples/processes

screenshots: demo ## take pictures of every page into docs/screenshots (needs Chromium)
	$(BIN)/python scripts/screenshots.py --db dateline.db

test: setup lint types imports ## run the linters and all tests
	$(BIN)/python -m pytest -n $(WORKERS)

browser: setup ## walk the pages in Chromium: apt-get install chromium
	BROWSER=1 $(BIN)/python -m pytest tests/browser

lint: setup ## check format and style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup ## check types
	$(BIN)/mypy

imports: setup ## check that imports go one way
	$(BIN)/lint-imports

evaluate: setup ## measure every suite; DATA is the folder of gold files, laid out as docs/evaluation.md says
	$(BIN)/python scripts/accuracy.py $(DATA)

accuracy: setup ## fail when a figure is a point worse than docs/accuracy.json; DATA as for evaluate
	$(BIN)/python scripts/accuracy.py $(DATA) --check docs/accuracy.json

errors: setup ## group every suite's mistakes by kind into docs/errors.md; DATA as for evaluate
	$(BIN)/python scripts/errors.py $(DATA)

bench: setup ## measure speed and memory against the bare parser; DATA as for evaluate
	$(BIN)/python benchmarks/throughput.py $(DATA)/incidents/dev.jsonl.gz --general $(DATA)/load/reuters21578.jsonl.gz

wheels: ## put the packages of requirements.lock into wheels/, to set up where there is no network (docs/start.md)
	$(PYTHON) -m pip download --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock --dest wheels

docs: setup ## build the documentation into site/
	$(BIN)/mkdocs build --strict --quiet

lock: ## pin every package again (needs the network)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --all-extras --output-file requirements.lock pyproject.toml

clean: ## remove what the tasks made
	rm -rf $(VENV) site build dist *.egg-info src/*.egg-info .mypy_cache .ruff_cache .pytest_cache dateline.db dateline.db-wal dateline.db-shm dateline.db.watch*
