# Two commands do all the set-up: `make demo` (or `make run`) and `make test`. Python 3.11 or newer, with venv and pip.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# What this project commits are its own sources; bytecode is written at install, whatever the environment says.
COMPILE = $(BIN)/python -m compileall -q models storage tui
# Twice quiet: pip tells its errors and keeps its warnings of the machine's own settings, which nobody here can mend.
PIP = $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps

.PHONY: setup setup-dev run demo test lint types contracts domain unit bench prove pictures lock clean

setup: $(VENV)/.run
	@:
setup-dev: $(VENV)/.dev
	@:

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("visavis needs Python 3.11 or newer: make PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	@echo "Setting up $(VENV) with everything visavis runs on: about a minute"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing what visavis runs on"
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --no-build-isolation --editable .
	@$(COMPILE)
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	@echo "Adding what visavis is built and tested with: about a minute"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

run: setup
	$(BIN)/visavis

demo: setup
	$(BIN)/visavis demo

test: lint types contracts
	@$(MAKE) --no-print-directory -j 2 domain unit

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup-dev
	$(BIN)/mypy

contracts: setup-dev
	$(BIN)/lint-imports

# What the tables of cases reach of models/, lines and branches; what only the log or the app reaches is tested there.
# Slipcover in one process: a tracer takes four times as long. It cannot follow the tests' own branches, and need not.
REACHED = 83
domain: setup-dev
	@mkdir -p build
	@$(BIN)/python -W ignore::RuntimeWarning -m slipcover --branch --source models --skip-covered --out build/reached.txt \
	  --fail-under $(REACHED) -m pytest -m "not slow" -W ignore::pytest.PytestAssertRewriteWarning tests/domain \
	  > build/domain.txt 2>&1 || { cat build/domain.txt build/reached.txt; echo "Less than $(REACHED) in 100, or red"; exit 1; }
	@tail -n 1 build/domain.txt; tail -n 2 build/reached.txt | awk 'NF > 5 { print "models/: " $$NF " in 100 reached by tests/domain" }'

# Four share two cores, tests/domain beside these three: some wait for a program of their own. Property tests draw the same examples in every run.
unit: setup-dev
	$(BIN)/python -m pytest -n 3 --dist worksteal -m "not slow" --ignore tests/domain

# What docs/safety.md promises, a line each with its counts. WITH=6 or WITH=6,9 proves some, with COUNT=50 on fewer cases;
# WITH=all adds whole catalogues and new examples for every property; WITH=tests/db, or another folder or file, a part.
prove: setup-dev
	$(BIN)/python -m tests.proofs.run $(WITH)

bench: setup-dev
	$(BIN)/python -m tests.benchmarks.run

# Every screen as SVG, and as PNG where Chromium is installed, into docs/pictures; WITH="--only help" makes fewer.
pictures: setup-dev
	$(BIN)/python -m tests.pictures $(WITH)

# The locks name every file by its hash and no index, so that they install from any.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --upgrade \
	  pyproject.toml --group build -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -c requirements.txt \
	  pyproject.toml --group build --group test -o requirements-dev.txt

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
