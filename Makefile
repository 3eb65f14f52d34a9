# Two commands: `make run` does the main job, `make test` checks the project. Both set everything up first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --fork-strategy fewest --no-strip-extras \
  --generate-hashes --no-header --no-annotate --quiet
export PATH := $(CURDIR)/$(BIN):$(PATH)
export DVC_NO_ANALYTICS := 1
export DVC_SITE_CACHE_DIR ?= $(CURDIR)/.dvc/tmp/site
export DVC_GLOBAL_CONFIG_DIR ?= $(CURDIR)/.dvc/tmp/config
export DVC_SYSTEM_CONFIG_DIR ?= $(CURDIR)/.dvc/tmp/config

TARGETS := run test setup lint types layers lock generated golden hashes clean
.PHONY: $(TARGETS)

run: setup  ## reproduce all tables and the report over data/raw
	$(BIN)/python -m dvc repro
	@echo "report: $(CURDIR)/data/processed/report.html"

test: $(VENV)/.test lint types layers  ## lint, types, layers, tests with coverage
	$(BIN)/python -m pytest -n auto --cov --cov-report=term

setup: $(VENV)/.run

$(VENV)/.run: requirements-pip.lock requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "make: there is no $(PYTHON) here: run make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit("make: Nightdesk needs Python 3.11 or newer, this is " + sys.version.split()[0] + ": run make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@test -e $@ || why=$$($(PYTHON) -m venv --clear $(VENV) 2>&1) || { echo "make: $(PYTHON) cannot create \
	$(CURDIR)/$(VENV) ($$(echo "$$why" | tail -1)): check the folder's permissions, or install python3-venv" >&2; exit 1; }
	@rm -f $@  # what stops half-way begins again from nothing
	$(call install,--require-hashes -r requirements-pip.lock)
	$(call install,--require-hashes -r requirements.lock)
	$(call install,--no-deps --no-build-isolation -e .)
	@$(BIN)/python -m compileall -q pipeline nightdesk.py  # where PYTHONDONTWRITEBYTECODE is set, each start costs .3 s more
	@test -e .git || $(BIN)/python -m dvc config --local core.no_scm true  # a tarball has no history
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements-test.lock
	$(call install,--require-hashes -r requirements.lock -r requirements-test.lock)
	@touch $@

# One line says why pip failed; all that it wrote is in the log. Without its stamp the next make begins from nothing.
define install
@echo "pip install $(1)"
@$(PIP) install --quiet $(1) 2>$(VENV)/pip.log || { rm -f $(VENV)/.run; echo "make: pip failed: $$(grep -m 1 ERROR \
$(VENV)/pip.log | cut -c 1-160) (all of it in $(VENV)/pip.log). If a lock was edited: git checkout '*.lock', or make \
lock. Then make again." >&2; exit 1; }
endef

ifneq ($(shell $(BIN)/python -c 'print(1)' 2>/dev/null),1)
$(shell rm -f $(VENV)/.run)  # the Python that it was made with is gone, or it was never finished
endif

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.test
	$(BIN)/mypy

layers: $(VENV)/.test
	$(BIN)/lint-imports

lock: setup  ## write the locks again from pyproject.toml: what installs, what a run needs, what tests need on top
	$(PIP) install --quiet 'uv>=0.8,<1'
	echo pip | $(LOCK) - -o requirements-pip.lock
	$(LOCK) pyproject.toml --extra dvc --extra html --extra editable -o requirements.lock
	$(LOCK) pyproject.toml --extra test -c requirements.lock \
	  $$(sed -n 's/^\([A-Za-z0-9._-]*\).*==.*/--no-emit-package \1/p' requirements.lock) -o requirements-test.lock

generated: run $(VENV)/.test  ## write again what is rendered: configs/params.yaml, docs/tables.md, docs/api.md, dvc.yaml, outputs in README.md and docs/recipes.ipynb
	$(BIN)/python -m pipeline config > configs/params.yaml.new && mv configs/params.yaml.new configs/params.yaml
	{ sed '/^```text/q' docs/tables.md; $(BIN)/python -m pipeline tables; echo '```'; } > docs/tables.md.new && mv docs/tables.md.new docs/tables.md
	$(BIN)/python -m pipeline.engine.dvc_yaml > dvc.yaml.new && mv dvc.yaml.new dvc.yaml
	$(BIN)/python -m tests.api_page
	$(BIN)/python -m tests.readme
	$(BIN)/python -m tests.notebook

golden: setup  ## accept the values of the sample corpus as they are now; look at `git diff tests/golden` afterwards
	$(BIN)/python -m tests.golden.values

hashes: setup  ## put the hashes of edited resource files into pipeline/resources/SOURCES.d
	$(BIN)/python -m tests.resource_hashes

clean:  ## remove what the pipeline wrote
	git clean -fdXq data/processed

.DEFAULT:
	@echo "make: nothing makes '$@'. Targets: $(TARGETS). A file that is missing comes back with git checkout." >&2; exit 2
