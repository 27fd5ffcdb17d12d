# SPDX-License-Identifier: EUPL-1.2
# `make run` starts the product, `make test` runs every test; `make help` lists the rest.

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
BIN := .venv/bin
WORKERS ?= $(shell nproc 2>/dev/null || echo 2)
PYTEST := $(BIN)/python -m pytest -q -n $(WORKERS) --dist loadgroup

.DEFAULT_GOAL := help
.PHONY: help run test check lint format bench docs lock messages screenshots wheel clean frontend translations dev

help: ## Show what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | awk -F'|' '{ printf "make %-12s %s\n", $$1, $$2 }'

run: FRONTEND := --production
run: .venv/.base frontend translations ## Start the product with the demo municipality (PORT=8000)
	@$(BIN)/python scripts/system_packages.py run
	@$(BIN)/aikompas serve --migrate --demo --host $(HOST) --port $(PORT)

test: dev ## Run every test, on SQLite and on PostgreSQL
	@$(BIN)/python scripts/system_packages.py test
	$(PYTEST)
	$(BIN)/python scripts/postgres.py $(PYTEST) -m "not browser or chain"

check: lint ## Lint and run the fast tests, on SQLite
	$(PYTEST) -m "not slow and not browser"

lint: dev ## Check style, types, layers and templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint --quiet --lint src
	$(BIN)/mypy src

format: dev ## Put the code in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: dev ## Measure the pages on a large municipality and on a shared installation
	$(BIN)/python -m benchmarks

docs: .venv/.dev ## Build the documentation site in site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

screenshots: dev ## Take the pictures of the manual, in docs/images/
	$(BIN)/python docs/screenshots.py

messages: .venv/.dev ## Bring the translation files up to date with the source
	$(BIN)/python scripts/make_messages.py

wheel: dev ## Build the installable package, front end included, in dist/
	$(BIN)/python -m build --wheel

lock: ## Resolve the requirements again and lock them with hashes (needs uv)
	@for name in base node dev; do \
		uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header \
			--no-emit-index-url --no-emit-find-links requirements/$$name.in --output-file requirements/$$name.txt \
			> /dev/null || exit 1; \
	done

clean: ## Remove what was made, but for the database in var/
	rm -rf .venv build dist site .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis node_modules
	rm -rf src/aikompas/ui/static/ui/vendor src/*.egg-info
	find src tests scripts -name '*.mo' -delete -o -name __pycache__ -type d -prune -exec rm -rf {} +

dev: .venv/.dev frontend translations

frontend: | .venv/.base
	@$(BIN)/python scripts/build_frontend.py $(FRONTEND)

translations: | .venv/.base
	@$(BIN)/python scripts/compile_messages.py

.venv/.base: requirements/base.txt requirements/node.txt scripts/environment.py
	@$(PYTHON) scripts/environment.py base

.venv/.dev: requirements/dev.txt scripts/environment.py | .venv/.base
	@$(PYTHON) scripts/environment.py dev
