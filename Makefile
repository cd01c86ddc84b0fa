export PATH := $(shell echo $$PATH)

# Every target prepares what it needs, and only what has changed since.
PY := .venv/bin/python
SETUP := src/groundswell/cli/setup.py
PREPARED = @python=$$(sh tools/python) && "$$python" $(SETUP)

.PHONY: help demo demo-reset test check bench proof
.DEFAULT_GOAL := help

help: ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

demo: ## start the example partnership here (PORT=8000); what you do in it is kept
	$(PREPARED)
	@exec $(PY) -m groundswell.cli.demo $(if $(PORT),--port $(PORT))

demo-reset: ## the same, but everything that was done in it is forgotten first
	$(PREPARED)
	@exec $(PY) -m groundswell.cli.demo --reset $(if $(PORT),--port $(PORT))

test: ## run every test: SQLite, PostgreSQL where it answers, the browser where there is one
	$(PREPARED) --dev
	@exec $(PY) tools/run_tests.py

check: ## look at form and safety: types, layers, sizes, words, settings
	$(PREPARED) --dev
	@exec $(PY) tools/run_checks.py

bench: ## measure speed; prints each figure with the limit it is held to
	$(PREPARED) --dev
	@exec $(PY) tools/run_benchmarks.py

proof: ## the long trials (migrations, imports, page times); writes docs/evidence
	$(PREPARED) --dev
	@exec $(PY) tools/run_proofs.py
