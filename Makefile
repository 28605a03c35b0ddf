# dyce: `make render` sets everything up and renders a few views; `make help` lists the rest.

VENV := .venv
BIN := $(VENV)/bin
# those that Blender's bpy is built for, newest first: .venv keeps its own, a new one gets the first that is here
PYTHONS := 3.13 3.11
PYTHON ?= $(firstword $(foreach python,$(BIN)/python $(PYTHONS:%=python%),$(if $(filter $(PYTHONS),$(call version,$(python))),$(python))))
VERSION := import sys; print("%d.%d" % sys.version_info[:2])
version = $(shell '$(1)' -c '$(VERSION)' 2>/dev/null)
GET := run 'apt-get install python3.13 python3.13-venv' (Debian 13, Ubuntu 25) or the same with 3.11 (Debian 12); where apt has neither (Ubuntu 24.04), get one with pyenv, uv or conda and name it with make PYTHON=...
DATA ?= data/dyce
SCENE ?= kitchen3
VIEWS ?= 4
READY := $(VENV)/.ready
TORCH_READY := $(VENV)/.torch
DOCS_READY := $(VENV)/.docs
MODEL ?= data/segan
RECIPE ?= auto
# of each scene, where `make train` has no data to begin with
TRAIN_VIEWS ?= 20
# for a machine without CUDA: `make train TORCH=cpu`, or pip takes gigabytes of CUDA with torch where the index has them
ifeq ($(TORCH),cpu)
CPU := -c constraints/cpu.txt
endif
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints/python$$($(BIN)/python -c '$(VERSION)').txt

# where torch isn't there, all that's taken from it is of any type
NO_TORCH := --allow-subclassing-any --allow-untyped-decorators --no-warn-return-any --no-warn-unused-ignores

.DEFAULT_GOAL := help
.PHONY: help venv assets render export sheet train check check-lint check-tests test lint docs bench clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */  make \1\t/' | expand -t 18

venv: $(READY)  ## .venv with everything pinned

$(READY): setup.py setup.cfg pyproject.toml $(wildcard constraints/python*.txt)
	@python='$(PYTHON)'; \
	[ "$$python" ] || { echo "dyce: there is no Python here that Blender is built for: $(GET)"; exit 1; }; \
	version=$$("$$python" -c '$(VERSION)' 2>/dev/null) || { echo "dyce: $$python is not here, or does not run: $(GET)"; exit 1; }; \
	case " $(PYTHONS) " in *" $$version "*) ;; \
		*) echo "dyce: $$python is Python $$version, and Blender is built for $(word 1,$(PYTHONS)) or $(word 2,$(PYTHONS)): $(GET)"; exit 1;; esac; \
	[ "$$($(BIN)/python -c '$(VERSION)' 2>/dev/null)" = "$$version" ] || "$$python" -m venv --clear $(VENV) || \
		{ rm -rf $(VENV); echo "dyce: $$python has no venv: run 'apt-get install python$$version-venv'"; exit 1; }
	$(PIP) -e '.[dev]'
	@$(BIN)/python -m dyce.requirements
	@touch $@

# a Python that is told, and is not the one that .venv has
ifneq ($(origin PYTHON),file)
ifneq ($(call version,$(PYTHON)),$(call version,$(BIN)/python))
$(READY): FORCE
endif
endif
FORCE:

$(TORCH_READY): $(READY)
	$(PIP) $(CPU) -e '.[dev,train]'
	@touch $@

$(DOCS_READY): $(READY)
	$(PIP) -e '.[dev,docs]'
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

# a few views to look at are no data to train on: unless it is told, it has its own
train: DATA := $(if $(filter file,$(origin DATA)),data/train,$(DATA))
train: $(TORCH_READY)  ## SeGAN on data/train, or DATA=...; renders a small set of all scenes first if there is none
	@if [ ! -d $(DATA) ] || [ -e $(DATA)/.unfinished ]; then \
		echo "There is no $(DATA): rendering $(TRAIN_VIEWS) small views of each scene first; 20 can take an hour"; \
		$(BIN)/dyce assets install && mkdir -p $(DATA) && touch $(DATA)/.unfinished && \
		$(BIN)/dyce render --scene all --views $(TRAIN_VIEWS) --resolution 256 --preset draft --out $(DATA) && \
		rm $(DATA)/.unfinished; fi
	$(BIN)/dyce export-coco $(DATA)
	$(BIN)/dyce train $(DATA) --out $(MODEL) --recipe $(RECIPE)

check: $(READY)  ## lint, and the tests that need neither Blender, nor torch, nor the model pack: within a minute
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target check-lint check-tests

check-lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy $(if $(wildcard $(TORCH_READY)),,$(NO_TORCH))

check-tests: $(READY)
	PYTHONHASHSEED=0 $(BIN)/python -m pytest --light --numprocesses=auto --dist=loadfile

test: assets $(TORCH_READY)  ## all tests
	$(BIN)/python -m pytest

lint: $(TORCH_READY)  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/mypy

docs: $(DOCS_READY)  ## the docs site, build/site/index.html; warnings are errors
	PATH="$(abspath $(BIN)):$$PATH" NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict
	@echo "Look at build/site/index.html"

bench: assets  ## what a view costs, beside the naive way
	$(BIN)/python benchmarks/render.py

clean:  ## remove .venv and build leftovers; never data
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache
