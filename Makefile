# Everything that this project does has a target; `make help` lists them.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
COMPANY ?= companies/demo
DEALS ?= 5000
SERVER := semantic/server
BROWSER := tests/browser
ERP := tests/erp
RIVALS := $(VENV)/.rivals
SPARK := transform/spark

# Compiled libraries are kept: without, each process spends seconds on compiling them anew.
unexport PYTHONDONTWRITEBYTECODE

export DAGSTER_HOME := $(CURDIR)
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export RUNTIME__DLTHUB_TELEMETRY := false
export GX_ANALYTICS_ENABLED := false

.DEFAULT_GOAL := help
.PHONY: help setup lock cube browser erp rivals spark spark-test run dev serve dashboards screenshots test test-quick lint format types proof bench docs docs-serve clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'

$(BIN)/uv:
	@echo "==> Creating the virtual environment"
	@$(PYTHON) -c 'import sys; assert sys.version_info >= (3, 11), "Python 3.11 or newer is needed; set PYTHON=python3.x"'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check uv==0.13.8

$(VENV)/.synced: $(BIN)/uv requirements.lock pyproject.toml
	@echo "==> Installing the locked versions (once)"
	@$(BIN)/uv pip sync --quiet requirements.lock
	@$(BIN)/uv pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

setup: $(VENV)/.synced ## Create .venv with the locked versions

lock: $(BIN)/uv ## Resolve the dependencies of pyproject.toml anew into requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--no-emit-index-url --no-emit-find-links --extra dev --extra deploy pyproject.toml \
		--output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--no-emit-index-url --no-emit-find-links --extra deploy --constraints requirements.lock \
		pyproject.toml --output-file deploy/requirements.lock
	cd $(ERP) && $(CURDIR)/$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--no-emit-index-url --no-emit-find-links requirements.in --output-file requirements.lock
	cd bench && $(CURDIR)/$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--no-emit-index-url --no-emit-find-links requirements.in --constraint ../requirements.lock \
		--output-file requirements.lock
	cd $(SPARK) && $(CURDIR)/$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--no-emit-index-url --no-emit-find-links --constraint ../../requirements.lock \
		requirements.in --output-file requirements.lock

$(SERVER)/node_modules/.installed: $(SERVER)/package-lock.json $(VENV)/.synced
	@echo "==> Installing Cube (once)"
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --prefix $(SERVER) --ignore-scripts --loglevel=error
	@touch $@

$(BROWSER)/node_modules/.installed: $(BROWSER)/package-lock.json $(BROWSER)/unpack.js $(VENV)/.synced
	@echo "==> Installing a browser for the tests (once)"
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --prefix $(BROWSER) --ignore-scripts --loglevel=error
	@PATH="$(CURDIR)/$(BIN):$$PATH" node $(BROWSER)/unpack.js > /dev/null
	@touch $@

$(ERP)/.venv/.synced: $(ERP)/requirements.lock $(VENV)/.synced
	@echo "==> Installing an ERP for the proofs (once)"
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python $(ERP)/.venv
	@$(BIN)/uv pip sync --quiet --python $(ERP)/.venv $(ERP)/requirements.lock
	@touch $@

erp: setup $(ERP)/.venv/.synced ## Install Tryton, an ERP to compare with, for `make proof`

$(RIVALS): bench/requirements.lock $(VENV)/.synced
	@echo "==> Installing what the benchmarks compare with (once)"
	@$(BIN)/uv pip install --quiet --require-hashes --requirement bench/requirements.lock
	@touch $@

rivals: setup $(RIVALS) ## Install polars, which `make bench` compares with

$(VENV)/.spark: $(SPARK)/requirements.lock $(VENV)/.synced
	@echo "==> Installing Spark (once, about 430 MB)"
	@$(BIN)/uv pip install --quiet --require-hashes --requirement $(SPARK)/requirements.lock
	@touch $@

spark: setup $(VENV)/.spark ## Install PySpark and dbt-spark, for the target spark (it needs Java 17)

browser: setup $(BROWSER)/node_modules/.installed ## Install a headless browser for the tests

cube: setup $(SERVER)/node_modules/.installed ## Install Cube, which `make serve` and its tests need

$(COMPANY)/data: | setup
	@if [ "$(COMPANY)" = companies/demo ]; then \
		$(BIN)/perfos demo companies/demo --deals $(DEALS) --seed 7 --data-only; fi

run: setup $(COMPANY)/data ## Calculate, post and publish the demo company (COMPANY=folder for another)
	@$(BIN)/perfos --company $(COMPANY) run --reason "make run"

dev: setup $(COMPANY)/data ## Open the Dagster UI on http://localhost:3000
	@PERFOS_COMPANY=$(abspath $(COMPANY)) $(BIN)/dagster dev

serve: cube ## Serve the semantic layer on http://localhost:4000 (COMPANY=folder for another)
	@$(BIN)/perfos --company $(COMPANY) serve

dashboards: cube ## Serve the dashboards on http://127.0.0.1:8050, with passwords for a first look
	@test -f "$${PERFOS_HOME:-.perfos}/$(notdir $(COMPANY))/published/current.json" || $(MAKE) --no-print-directory run
	@$(BIN)/perfos --company $(COMPANY) dashboards --demo

screenshots: cube browser $(COMPANY)/data ## Take the pictures of docs/dashboards.md anew
	@$(BIN)/python -m tests.dashboards.screenshots

test: cube browser ## Lint, check types and run every test
	@echo "==> Lint and types"
	@$(MAKE) --no-print-directory lint types
	@echo "==> Tests"
	@$(BIN)/pytest -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder --durations 40

test-quick: cube browser ## The tests that need no run of the whole pipeline
	@$(BIN)/pytest -m "not slow"

spark-test: spark ## Every table on Spark and DuckDB (CLUSTER=1: a master and two workers)
	@SPARK_CLUSTER=$(CLUSTER) $(BIN)/pytest tests/spark

lint: setup ## ruff and sqlfluff
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/sqlfluff lint --disable-progress-bar --processes 2 transform rules

format: setup ## Let ruff and sqlfluff mend what they can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@$(BIN)/sqlfluff fix --disable-progress-bar transform rules

types: setup ## mypy over the Python frame
	@$(BIN)/mypy

proof: cube browser erp ## The long proofs: scale, kills, tampering
	@$(BIN)/pytest -m proof --override-ini addopts=-ra

bench: rivals erp cube browser ## Measure everything beside its rivals, and write docs/benchmarks.md
	@$(BIN)/python -m bench

docs: setup ## Build the documentation into site/
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

docs-serve: setup ## Serve the documentation on http://localhost:8000
	@$(BIN)/mkdocs serve

clean: ## Remove what runs and builds have written; the company folders stay
	rm -rf .perfos .dagster site .pytest_cache .mypy_cache .ruff_cache .hypothesis
