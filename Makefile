# `make demo` and `make test` set up what they need in .venv; nothing else has to be installed.
# `make test PYTHON=python3.13` uses an environment of its own, .venv-3.13.

PYTHON ?= python3
ifeq ($(origin PYTHON),file)
VENV := .venv
else
VENV := .venv-$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')
endif
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: setup test lint beside types unit fuzz fuzz-atheris damage demo docs bench bench-batch coverage tables grammars schema clean

setup: $(READY)

# Without compiling all modules of all packages, which takes most of the time: few of them are ever imported.
$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-compile --editable '.[dev,docs]'
	@touch $(READY)

# Everything that has to hold before a change is shared. The types are checked and the site is built while tests run.
test: lint
	$(MAKE) --jobs 2 beside unit

beside: types docs

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(READY)
	$(BIN)/mypy

unit: $(READY)
	$(BIN)/pytest -n auto --dist worksteal

# The laws on over a hundred times as many texts as in `test`, on every core: docs/fuzzing.md.
fuzz: $(READY)
	IFES_RECORDS_PROFILE=deep $(BIN)/pytest tests -m hypothesis -n auto --dist worksteal
	$(BIN)/python scripts/damage_kinds.py --size 50

# What becomes of records that are damaged in hundreds of ways, by family: a few minutes on one core.
damage: $(READY)
	$(BIN)/python scripts/damage_kinds.py

# Random bytes, varied until they reach new code: `make fuzz-atheris SECONDS=600`.
SECONDS ?= 120
fuzz-atheris: $(READY)
	$(BIN)/python -m pip install --quiet --editable '.[fuzz]'
	$(BIN)/python scripts/fuzz_bytes.py --seconds $(SECONDS)

# The main job on the records in fixtures/: text in; JSON, a table of what was read and a page to look at out.
demo: $(READY)
	$(BIN)/ifes-records convert fixtures/records --output out/demo --overwrite
	@$(BIN)/ifes-records list out/demo
	@$(BIN)/ifes-records show fixtures/records --output out/demo.html

# The site, from the pages in docs/: out/site/index.html. Warnings are errors.
docs: $(READY)
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going docs out/site
	@echo The site is out/site/index.html.

# Which lines that look like facts gave none: `make coverage RECORDS=folder`.
RECORDS ?= fixtures/records
coverage: $(READY)
	$(BIN)/python scripts/fact_coverage.py $(RECORDS)

# Reading beside other tools on the same texts, as ratios: docs/benchmarks.md. `make bench WRITE=--write` puts the
# figures into that page.
WRITE ?=
bench: $(READY)
	$(BIN)/python -m pip install --quiet --editable '.[bench]'
	$(BIN)/python benchmarks/bench.py $(WRITE)

# How fast 20,000 records are converted by one process and by two, the memory that takes, and how many workers one
# parent feeds: docs/batch.md.
bench-batch: $(READY)
	$(BIN)/python benchmarks/batch_speed.py
	$(BIN)/python benchmarks/parent_speed.py

# The generated tables in src/ifes_records/data (needs npm for the alphabets).
tables: $(READY)
	$(BIN)/python scripts/make_tables.py

# The parsers as data, from grammars/*.lark: without them, each process builds its parsers again.
grammars: $(READY)
	$(BIN)/python scripts/make_grammars.py

# The JSON Schema and its page, from the docstrings of the model; the pages of the diagnostics and the tables.
schema: $(READY)
	$(BIN)/python scripts/make_schema.py
	$(BIN)/python scripts/make_docs.py

clean:
	rm -rf .venv .venv-* build dist out .mypy_cache .pytest_cache .ruff_cache .hypothesis src/*.egg-info
