# What there is to do here; `make` alone lists it.

PYTHON := .venv/bin/python
PYBABEL := $(PYTHON) -m babel.messages.frontend --quiet
WIDTH := 110

.PHONY: help setup run test lint bench torture fuzz shots catalog lock wheel clean

help: ## list these
	@sed -nE 's/^([a-z]+):.*## /\1\t/p' Makefile | expand -t 10

setup: ## system packages, .venv, fonts and icons: what is missing
	@packaging/setup.sh test

run: ## the program with its sample centre; without a screen, papers of it in build/demo
	@packaging/setup.sh run
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; \
	then $(PYTHON) -m centerdesk --sample; \
	else $(PYTHON) -m centerdesk.cli run-sample build/demo; fi

test: setup ## every check: format, lint, types, imports, tests, wheel
	@packaging/check.sh

lint: setup ## put the format right, mend what can be mended, say the rest
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports

bench: setup ## measure speed and memory
	@packaging/screen.sh $(PYTHON) -m tests.bench

torture: N ?= 2000
torture: setup ## kill the program N times (2000), damage its files, take the disk away
	$(PYTHON) -m tests.torture kills $(N)
	$(PYTHON) -m tests.torture rotation $(N)
	for attack in flips torn room threads strings; do $(PYTHON) -m tests.torture $$attack 1000 || exit 1; done

fuzz: N ?= 10000
fuzz: setup ## N spoiled workbooks and key files (10000); what crashes is kept in build/fuzz
	$(PYTHON) -m tests.fuzz $(N)

shots: setup ## pictures of all pages and papers in build/shots
	@packaging/screen.sh $(PYTHON) -m tests.shots

catalog: setup ## bring i18n/ up to date with the texts in the code
	$(PYBABEL) extract --keyword N_ --no-location --sort-output --width $(WIDTH) \
		--project CenterDesk --output build/centerdesk.pot centerdesk
	$(PYBABEL) update --domain centerdesk --locale zh_CN --init-missing --input-file build/centerdesk.pot --output-dir i18n \
		--ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date --width $(WIDTH)
	$(PYTHON) packaging/assets.py

lock: ## choose the newest versions pyproject.toml allows, for packaging/constraints.txt
	python3 -m venv build/lock
	build/lock/bin/python -m pip install --quiet uv
	build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 --all-extras --group dev \
		--generate-hashes --no-header --no-annotate --output-file packaging/constraints.txt pyproject.toml

wheel: setup ## the package in dist/
	$(PYTHON) -m build --wheel --no-isolation

clean: ## remove what was built and cached; .venv, fonts and icons stay
	rm -rf build dist .*_cache .hypothesis .coverage
