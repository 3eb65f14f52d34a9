# Two commands: `make run` does the main job, `make test` checks the house. Both set everything up first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)
export DVC_NO_ANALYTICS := 1

.PHONY: run test setup lint types layers lock generated clean

run: setup  ## reproduce all tables and the report over data/raw
	dvc repro
	@echo "report: $(CURDIR)/data/processed/report.html"

test: setup lint types layers  ## lint, types, layers, tests with coverage
	$(BIN)/python -m pytest -n auto --cov --cov-report=term

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Nightdesk needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

layers: setup
	$(BIN)/lint-imports

lock: setup  ## write requirements.lock anew from pyproject.toml
	$(BIN)/python -m pip install --quiet 'uv>=0.8,<1'
	$(BIN)/uv pip compile pyproject.toml --extra dvc --extra html --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-header --quiet -o requirements.lock

generated: setup  ## write anew what is rendered from the code: configs/params.yaml, docs/tables.md, dvc.yaml
	$(BIN)/python -m pipeline config > configs/params.yaml.new && mv configs/params.yaml.new configs/params.yaml
	{ sed '/^```text/q' docs/tables.md; $(BIN)/python -m pipeline tables; echo '```'; } > docs/tables.md.new && mv docs/tables.md.new docs/tables.md
	$(BIN)/python -m pipeline.dvcfile > dvc.yaml.new && mv dvc.yaml.new dvc.yaml

clean:  ## drop what the pipeline wrote
	git clean -fdXq data/processed
