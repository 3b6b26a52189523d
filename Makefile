# Achterban: `make run` and `make test` need a fresh machine with Python 3.11, nothing else.
SHELL := /bin/bash
PYTHON ?= python3.11
BIN := .venv/bin
BIND ?= 127.0.0.1:8000
# Links in mails lead to the address that was asked for; .env decides when none was.
ifneq ($(origin BIND),file)
export BASE_URL ?= http://$(BIND)
endif

.PHONY: run test check faults guards bench messages clean

run: .venv/ready .env
	@$(BIN)/python manage.py up --demo --bind $(BIND)

test: .venv/ready
	@tests/run

check: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	DJANGO_SETTINGS_MODULE=config.settings.test $(BIN)/python manage.py makemigrations --check --dry-run
	SECRET_KEY=$$(openssl rand -hex 32) DJANGO_SETTINGS_MODULE=config.settings.production \
		$(BIN)/python manage.py check --deploy --fail-level WARNING
	@$(MAKE) test

# They take options: make faults OPTIONS="--reps 5 --only F01,F06"
faults: .venv/ready
	@$(BIN)/python -m tests.faults $(OPTIONS)

guards: .venv/ready
	@$(BIN)/python -m tests.guards $(OPTIONS)

bench: .venv/ready
	@$(BIN)/python -m tests.bench $(OPTIONS)

messages: .venv/ready
	$(BIN)/python manage.py makemessages --locale nl --no-location --no-obsolete --ignore .venv --ignore var --ignore tests
	$(BIN)/python tests/house/catalogues.py

.env:
	@umask 077; printf 'SECRET_KEY=%s\n' "$$($(PYTHON) -c 'import secrets; print(secrets.token_hex(32))')" > .env

.venv/ready: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

clean:
	rm -rf .venv var
