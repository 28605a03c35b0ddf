# dyce: `make render` sets everything up and renders a few views; `make help` lists the rest.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data/dyce
SCENE ?= kitchen3
VIEWS ?= 4
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help venv assets render export sheet test lint bench clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1\t/' | expand -t 18

venv: $(READY)  ## .venv with everything pinned

$(READY): setup.cfg pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "dyce: $(PYTHON) is not here: run 'apt-get install python3.11 python3.11-venv', or name your Python 3.11 with make PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "dyce: $(PYTHON) is not Python 3.11, for which Blender's bpy is built: name one with make PYTHON=..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "dyce: $(PYTHON) has no venv: run 'apt-get install python3.11-venv'"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@$(BIN)/python -m dyce.requirements
	@touch $@

assets: $(READY)  ## the model pack, in the user's cache
	@$(BIN)/dyce assets install

render: assets  ## a few views of kitchen3, annotations and a contact sheet: the whole of dyce in one go
	$(BIN)/dyce render --scene $(SCENE) --views $(VIEWS) --out $(DATA)
	$(BIN)/dyce export-coco $(DATA)
	$(BIN)/dyce sheet $(DATA)
	@echo "Look at $(DATA)/sheet.png; the annotations are $(DATA)/annotations/train.json"

export: $(READY)  ## COCO annotations of $(DATA)
	$(BIN)/dyce export-coco $(DATA)

sheet: $(READY)  ## a contact sheet of $(DATA)
	$(BIN)/dyce sheet $(DATA)

test: assets  ## all tests
	$(BIN)/python -m pytest

lint: $(READY)  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: assets  ## what a view costs, beside the naive way
	$(BIN)/python benchmarks/render.py

clean:  ## remove .venv and build leftovers; never data
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache
