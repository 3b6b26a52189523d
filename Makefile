# Achterban. `make run` and `make test` work on a fresh machine with Python 3.11 and make.
SHELL := /bin/bash
PYTHON ?= python3.11
BIN := .venv/bin

.PHONY: run test check
run: .venv/ready
test: .venv/ready
	$(BIN)/python -m pytest

.venv/ready: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.txt
	touch .venv/ready
