PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: setup play test lint docs check reader bench clean

setup: $(VENV)/.ready

$(VENV)/.ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@

play: setup
	$(BIN)/roleplay play

test: setup
	$(BIN)/python -m pytest

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: setup
	$(BIN)/python -m tests.guide.pages

check: setup
	$(BIN)/roleplay check

reader: setup
	$(BIN)/pip install --quiet --editable '.[reader]'
	$(BIN)/python -m roleplay.understanding.training.train

bench: setup
	$(BIN)/python -m pytest tests/benchmarks --override-ini addopts= -s

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache
