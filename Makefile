# Everything happens in .venv of this checkout; nothing else on the machine is touched.
# Needs Python 3.11 or newer, git and make. `make run` to read, `make test` to work on it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
HOME_DIR := $(CURDIR)/.reader

.DEFAULT_GOAL := help
.PHONY: help run test check format bench bench-cleaning bench-linking bench-feeds bench-screen ordeal soak snapshots pictures lock clean

help:  ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.run  ## open the reader on the sample articles; its state stays in .reader
	@READER_HOME="$(HOME_DIR)" $(BIN)/reader seeds

test: $(VENV)/.dev  ## run all tests
	$(BIN)/python -m pytest -n auto

check: $(VENV)/.dev  ## lint, format, types, who may import whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(VENV)/.dev  ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev  ## measure start-up, lists, search, cleaning and linking on this machine
	$(BIN)/python -m tests.bench

bench-cleaning: $(VENV)/.bench  ## measure cleaning beside readability-lxml and trafilatura on the development kit
	$(BIN)/python -m tests.bench.cleaning

bench-linking: $(VENV)/.bench  ## measure linking beside simple methods on the development kit; SIZE=100000 for a large library
	$(BIN)/python -m tests.bench.linking $(if $(SIZE),--size $(SIZE))

bench-feeds: $(VENV)/.dev  ## measure refreshing feeds beside newsboat, with the development kit's server
	$(BIN)/python -m tests.bench.feeds

bench-screen: $(VENV)/.dev  ## measure the screen's speed beside newsboat and a minimal Textual app; PART=start measures one part
	$(BIN)/python -m tests.bench.screen $(if $(PART),--only $(PART))

ordeal: $(VENV)/.dev  ## try what the program must outlast in full numbers (an hour or more); TRIAL=kills COUNT=50 SEED=1 for a part
	$(BIN)/python -m tests.ordeal $(TRIAL) $(if $(COUNT),--count $(COUNT)) $(if $(SEED),--seed $(SEED))

soak: $(VENV)/.dev  ## use the screen by script for an hour, and see that it takes no more at the end; MINUTES=20 for less
	$(BIN)/python -m tests.soak $(if $(MINUTES),--minutes $(MINUTES)) $(if $(SEED),--seed $(SEED))

snapshots: $(VENV)/.dev  ## take the screen snapshots anew, after looking at the differences
	$(BIN)/python -m pytest -q tests/ui/test_snapshots.py --snapshot-update

pictures: $(VENV)/.dev  ## draw the pictures of README and docs anew, from the program itself
	$(BIN)/python -m tests.pictures

lock: $(VENV)/.dev  ## choose newer versions of everything and write them down
	$(PIP) install uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --group run pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --extra all --group run --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --group bench -c requirements-dev.lock pyproject.toml -o requirements-bench.lock

clean:  ## remove everything that was made
	rm -rf $(VENV) .reader dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Reader needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.python requirements.lock pyproject.toml
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q reader
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

# What is only measured against may be missing: its column is then left out, with the reason.
$(VENV)/.bench: $(VENV)/.dev requirements-bench.lock
	-$(PIP) install --require-hashes --no-deps -r requirements-bench.lock && touch $@
