# make demo   judge the example log          make test   everything that CI runs
# make bench  print timings as ratios        make docs   build the documentation site

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	if $$p -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then command -v $$p; break; fi; done)
BIN := .venv/bin

.PHONY: demo test bench names calibration translations catalogue same fuzz mutants outcomes docs clean

demo: .venv/.demo
	@$(BIN)/lowback-rules check examples/twelve-weeks-hevy.csv || test $$? -eq 1

test: .venv/.dev $(if $(FUZZ_SECONDS),.venv/.fuzz) $(if $(MUTANTS),.venv/.mutants)
	@$(BIN)/python tools/test_all.py

# How loud the rules are on real logs that lie beside the project: docs/calibration.md.
calibration: .venv/.dev
	@$(BIN)/python tools/calibration.py

# How well exercise names are matched, over labelled names that lie beside the project (or FILE=...).
names: .venv/.dev
	@$(BIN)/python tools/names.py $(FILE)

# What has to be translated, into the .po files; and these compiled.
translations: .venv/.dev
	@$(BIN)/python tools/translations.py

# The golden file of ids, limits and defaults; FREEZE=2026.2 keeps it as a version of the policy.
catalogue: .venv/.dev
	@$(BIN)/python tools/catalogue.py $(if $(FREEZE),--freeze $(FREEZE))

bench: .venv/.dev
	@$(BIN)/python -m tools.bench

# Whether the reports are what they were at an older commit, byte for byte: make same BEFORE=HEAD~1.
same: .venv/.dev
	@$(BIN)/python tools/same.py $(or $(BEFORE),HEAD)

# Every reader against files that are broken on purpose, for ten minutes: make fuzz SECONDS=60 is shorter.
fuzz: .venv/.dev .venv/.fuzz
	@FUZZ_SECONDS=$(or $(SECONDS),600) $(BIN)/python tools/fuzz.py

# Which planted faults no test notices, over everything that judges; make mutants MUTANTS=100 is a random sample.
mutants: .venv/.dev .venv/.mutants
	@MUTANTS=$(MUTANTS) $(BIN)/python tools/mutants.py

# The tables of what each rule says (tests/outcomes), after a rule was changed; SEARCH=1 looks for more rows.
outcomes: .venv/.dev .venv/.mutants
	@SEARCH=$(SEARCH) $(BIN)/python -m tools.outcomes

docs: .venv/.dev
	@$(BIN)/sphinx-build -W --keep-going -n -E -q docs docs/_build/html
	@echo "the front page is docs/_build/html/index.html"

clean:
	rm -rf .venv .venv-* docs/_build

.venv/.python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer (with ensurepip) is needed; none was found. make PYTHON=/path/to/python3.11"; exit 1; }
	@echo "making .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@touch $@

.venv/.demo: .venv/.python pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[cli]"
	@touch $@

.venv/.dev: .venv/.demo
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@touch $@

.venv/.fuzz: .venv/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group fuzz
	@touch $@

.venv/.mutants: .venv/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group mutants
	@touch $@
