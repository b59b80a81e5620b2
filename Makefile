# Two commands matter: `make run` starts the product, `make test` proves it.

PORT ?= 8000
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install --require-hashes --requirement
NPM := PATH="$(CURDIR)/$(BIN):$$PATH" npm --loglevel=error --no-update-notifier
CATALOGS := $(wildcard elearn/translations/*/LC_MESSAGES/messages.po)
RULES := $(foreach rule,architecture house settings translations,tests/test_$(rule).py)
COMPILED := $(CATALOGS:.po=.mo)

PROCESSES ?= 2

export PORT

.PHONY: help run test check grown bench translations migration lock clean

help:
	@echo "make run           start the demo on http://localhost:$(PORT) (PORT and ELEARN_DATA move it)"
	@echo "make test          check and test everything, as CI does"
	@echo "make check         style, types, import direction and translations only"
	@echo "make grown         PostgreSQL, Redis, Janus, coturn, nginx and PROCESSES=2 on http://localhost:$(PORT); Ctrl+C stops all of it"
	@echo "make bench         hold the room engine against its peers, BENCH='--quick' for a first look"
	@echo "make translations  bring the catalogs up to date with the texts in the code"
	@echo "make migration m='Add a phone number'   write a migration from the changed models"
	@echo "make lock          lock the newest allowed versions of the Python packages (needs uv)"
	@echo "make clean         remove what was installed and built; your data stays"

run: export ELEARN_DEMO := $(or $(ELEARN_DEMO),1)
run: .venv/.run static/vendor/.copied $(COMPILED)
	@echo "Preparing the database, then starting."
	@exec $(BIN)/python wsgi.py --prepare

test: check
	bash tests/services/install.sh
	$(BIN)/pytest

check: .venv/.dev static/vendor/.copied $(COMPILED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	node_modules/.bin/tsc --project jsconfig.json
	$(BIN)/pytest --quiet $(RULES)

# The whole grown installation on this machine: PostgreSQL, Redis, Janus, coturn, nginx and PROCESSES of wsgi.py.
grown: .venv/.dev static/vendor/.copied $(COMPILED)
	bash tests/services/install.sh
	@exec $(BIN)/python -m tests.grown --port $(PORT) --processes $(PROCESSES)

bench: .venv/.dev static/vendor/.copied $(COMPILED)
	bash tests/services/install.sh
	bash tests/services/install.sh ejabberd || echo "The benchmark goes on without ejabberd."
	$(BIN)/python -m tests.bench $(BENCH)

# Installed packages: each stamp lies with what it speaks of, and is older than its lock file when that changes.

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Mestringsrom needs Python 3.11 or newer. Install it and try again."; exit 1; }
	@echo "Making the virtual environment in .venv."
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

.venv/.run: requirements.lock | .venv/bin/python
	@echo "Installing Python packages: the first time takes a minute."
	@$(PIP) requirements.lock
	@touch $@

.venv/.dev: requirements-dev.lock | .venv/bin/python
	@echo "Installing Python packages, those for testing too."
	@$(PIP) requirements-dev.lock
	@touch .venv/.run $@

.venv/.node: requirements-node.lock | .venv/bin/python
	@npm --version >/dev/null 2>&1 && node --eval 'process.exit(Number(parseInt(process.versions.node) < 18))' \
		|| { echo "Installing npm into .venv."; $(PIP) requirements-node.lock; }
	@touch $@

node_modules/.installed: package-lock.json | .venv/.node
	@echo "Installing what the browser needs."
	@$(NPM) ci --ignore-scripts
	@touch $@

static/vendor/.copied: static/vendor.mjs node_modules/.installed
	@$(NPM) run --silent vendor
	@touch $@

%.mo: %.po | .venv/.run
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# For those who change the product.

translations: .venv/.dev
	$(BIN)/pybabel --quiet extract --mapping-file babel.cfg --keyword lazy_gettext --no-location --sort-output \
		--project Mestringsrom --output-file .venv/messages.pot elearn modules rooms templates
	for language in nb nn en se; do \
		test -e elearn/translations/$$language/LC_MESSAGES/messages.po || $(BIN)/pybabel --quiet init \
			--input-file .venv/messages.pot --output-dir elearn/translations --locale $$language --no-wrap; done
	$(BIN)/pybabel --quiet update --input-file .venv/messages.pot --output-dir elearn/translations \
		--no-fuzzy-matching --ignore-obsolete --no-wrap

migration: .venv/.dev
	$(BIN)/flask db upgrade
	$(BIN)/flask db revision "$(m)"
	$(BIN)/ruff check --quiet --fix --ignore E501 elearn/migrations
	$(BIN)/ruff format elearn/migrations

LOCK := uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

lock:
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) pyproject.toml --group dev --output-file requirements-dev.lock
	$(LOCK) --group node --output-file requirements-node.lock

clean:
	rm -rf .venv node_modules static/vendor tests/bench/peers/node_modules tests/bench/peers/kolibri-venv artefacts .mypy_cache .ruff_cache .pytest_cache .hypothesis $(COMPILED)
	find elearn modules rooms tests -name __pycache__ -type d -prune -exec rm -rf {} +
