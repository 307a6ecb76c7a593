# Everything a fresh machine needs: Python 3.11 or newer, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEMO ?= crmfs-demo
SIZE ?= full

.PHONY: install demo test thorough faults lint bench clean

install: $(STAMP)

$(STAMP): pyproject.toml requirements.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps -e .
	touch $(STAMP)

demo: install
	@$(BIN)/crmfs demo $(DEMO)
	@command -v crmfs >/dev/null || printf '\n%s\n  %s\n' '先让终端找到 crmfs · first, so that crmfs is found:' \
	  'export PATH="$(CURDIR)/$(BIN):$$PATH"'

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: install lint
	$(BIN)/python -m pytest -n 2 --dist worksteal

# What `test` takes a sample of: leak tests by every member in every language, properties on all their examples.
thorough: install
	CRMFS_TEST_FULL=1 $(BIN)/python -m pytest -n 2 --dist worksteal --ignore tests/faults

# Every call of every writing command struck by every fault; 8 people with 150 edits each. On two idle cores about an
# hour where TMPDIR is in memory, as /dev/shm is; hours on a disk.
faults: install
	CRMFS_TEST_FULL=1 $(BIN)/python -m pytest -n 2 tests/faults

bench: install
	$(BIN)/python -m benchmarks --size $(SIZE)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
