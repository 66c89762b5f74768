# Counterpoint in two commands: `make run` and `make test`. Needs Python 3.11, git and make.

PYTHON ?= python3
PIP = .venv/bin/python -m pip --disable-pip-version-check --no-input
INSTALL = $(PIP) install --quiet --require-hashes --only-binary :all:
UV_VERSION = 0.13.8
COMPILE = UV_SYSTEM_CERTS=true .venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --custom-compile-command "make lock"

.PHONY: run test measure bench drill lint audit bom advisories lock
.DEFAULT_GOAL := run

# Make the environment, start what is needed, migrate, load the shipped cases, and serve.
# Settings: HOST, PORT, DOCUMENTS, ADMIN_PASSWORD, DATABASE_URL, COUNTERPOINT_HOME.
run: .venv/installed
	@exec .venv/bin/python manage.py serve

# ARGS are pytest's: make test ARGS="-k claims"
# Compiled code is kept beside the packages, whatever PYTHONDONTWRITEBYTECODE says: compiling it anew in each
# process takes longer than a hundred tests.
test: .venv/installed-dev
	@exec env -u PYTHONDONTWRITEBYTECODE PYTHONPYCACHEPREFIX="$(CURDIR)/.venv/compiled" .venv/bin/python -m pytest $(ARGS)

# Tests that measure: that time grows with the input alone, queries of every page, a person's actions.
# One at a time, since each other process makes a time longer.
measure: .venv/installed-dev
	@exec .venv/bin/python -m pytest --numprocesses=0 -m measure $(ARGS)

# Faults, each tried on a whole site: a table of what was lost. ARGS="database-killed --rounds 20" tries one longer;
# ARGS=--without-guard shows that each would lose something without what holds it off.
drill: .venv/installed-dev
	@.venv/bin/python -m tests.drills $(ARGS)

lint: .venv/installed-dev
	.venv/bin/python -m ruff check .
	.venv/bin/python -m ruff format --check .
	.venv/bin/python -m tests.line_widths

# All that readers see: our words, each kind of page in Chromium, and the tests that go over every page or case.
# ARGS=tests does the last of these alone; ARGS="pages timeline:event" looks at one kind of page.
audit: .venv/installed-dev
	.venv/bin/python -m tests.audit $(ARGS)

# What the site runs with, as a bill of materials in CycloneDX: make --silent bom > bom.json
bom: .venv/installed-dev
	@.venv/bin/python -m tests.audit.materials

# Known weaknesses of it, as the OSV database has them. It fails too, with 2, where nobody answers.
# ARGS="--osv-url https://…" asks another service of that kind.
advisories: .venv/installed-dev
	@.venv/bin/python -m tests.audit.advisories $(ARGS)

# What pages cost, in a database of its own. ARGS="--claims 1000" generates fewer claims than 100,000.
bench: .venv/installed-dev
	.venv/bin/python -m tests.bench $(ARGS)

# The lock names versions and hashes, and no place to fetch them from.
# It keeps what it can: make lock ARGS=--upgrade
lock: .venv/installed
	$(PIP) install --quiet uv==$(UV_VERSION)
	$(COMPILE) pyproject.toml --output-file requirements.txt $(ARGS)
	$(COMPILE) pyproject.toml --output-file requirements-dev.txt --group dev --constraints requirements.txt $(ARGS)

# Safe to run again over an environment that was left half made, or moved.
.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Counterpoint needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "Python's venv module is not complete. Debian: apt-get install python3-venv"; exit 1; }
	@echo "Making the environment in .venv …"
	@.venv/bin/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
	@$(INSTALL) -r requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt .venv/installed
	@echo "Adding what the tests need …"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@
