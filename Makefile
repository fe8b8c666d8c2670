# make demo   build the sample database and show it in the browser
# make test   run the tests
# make check  what continuous integration checks besides: style and types
# make docs   write docs/schema.md anew
# make lock   choose the versions of requirements.lock anew

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
INSTALLED := .venv/.installed
PORT ?= 8001

.DELETE_ON_ERROR:
.PHONY: demo test check docs lock

demo: $(INSTALLED)
	$(BIN)/upheld build corpus/sample --out upheld.db
	$(BIN)/upheld serve upheld.db --port $(PORT)

test: $(INSTALLED)
	$(BIN)/python -m pytest

check: $(INSTALLED)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict pipeline extractors schemas

docs: $(INSTALLED)
	$(BIN)/python -m schemas.describe > docs/schema.md

lock: $(INSTALLED)
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --no-header --no-annotate --no-emit-index-url --upgrade -o requirements.lock

$(INSTALLED): requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@
