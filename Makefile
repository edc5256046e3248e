# make book   set everything up and build the sample book to build/
# make test   the same set-up, what the tests need, then format, lint, types, tests
#
# Both are safe to repeat and quick the second time. PYTHON=python3.12 chooses another.

PYTHON ?= python3
SAMPLE ?= examples/balcon
bin = .venv/bin
pip = $(bin)/python -m pip --disable-pip-version-check --retries 5 install --quiet

.PHONY: book test clean

book: .venv/.installed
	@$(bin)/florilege build -C $(SAMPLE) -o $(CURDIR)/build/

test: .venv/.installed-for-tests
	@$(bin)/python -m tests

.venv/.installed: pyproject.toml book/__init__.py .ci/system
	@PYTHON=$(PYTHON) .ci/system book
	@test -x $(bin)/python || $(PYTHON) -m venv .venv
	@$(pip) --upgrade 'pip>=25.1'
	@$(pip) --editable .
	@touch $@

# pip 25.1 is the first that knows dependency groups.
.venv/.installed-for-tests: .venv/.installed tests/reader/package-lock.json
	@PYTHON=$(PYTHON) .ci/system test
	@$(pip) --group dev
	@cd tests/reader && $(CURDIR)/$(bin)/npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

clean:
	rm -rf build dist .venv tests/reader/node_modules .mypy_cache .ruff_cache .hypothesis
