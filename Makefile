# Thin: each line calls uv or the `aftercare` command. `make` alone lists the targets.
.DEFAULT_GOAL := help
BIN := .venv/bin
READY := .venv/.ready
MEMBERS := $(wildcard shared/*) $(wildcard services/*)

.PHONY: help setup up down status demo test rules lint types generate check-generated check-lock check-compose coverage lock chaos bench clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(READY): requirements.lock pyproject.toml $(wildcard shared/*/pyproject.toml services/*/pyproject.toml)
	@scripts/setup
	@touch $@

setup: $(READY) ## the virtual environment, from the lock

up: $(READY) ## start the whole suite in this terminal (Ctrl-C stops it)
	@$(BIN)/aftercare up $(ARGS)

down: $(READY) ## stop a suite started with --detach
	@$(BIN)/aftercare down

status: $(READY) ## what runs, and how it is
	@$(BIN)/aftercare status

demo: $(READY) ## a month of believable work; LOG=file replays a real incident log
	@$(BIN)/aftercare demo $(if $(LOG),--log $(LOG)) $(ARGS)

test: $(READY) ## every test, in parallel, on real PostgreSQL and NATS
	@$(BIN)/python -m pytest -n $${AFTERCARE_TEST_WORKERS:-4} --dist loadfile -m "not slow" --max-worker-restart 3 $(ARGS)

rules: $(READY) ## which rules of the trade passing tests enforce; ARGS=--last runs none
	@$(BIN)/python -m aftercare_launcher.rules $(ARGS)

chaos: $(READY) ## break every part of the suite under load; nothing may be lost (SOAK=1: the long form; ARGS=path: that alone)
	@scripts/chaos $(ARGS)

bench: $(READY) ## throughput and latency beside raw baselines; ONLY=register, PROFILE=1
	@PROFILE=$(PROFILE) $(BIN)/python -m tests.bench $(ONLY)

lint: $(READY) ## style, formatting and import contracts
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports

types: $(READY) ## strict types
	@$(BIN)/pyright

generate: $(READY) ## schemas, OpenAPI and AsyncAPI documents into the tree
	@$(BIN)/python scripts/generate

check-generated: $(READY)
	@$(BIN)/python scripts/generate --check

check-lock: $(READY)
	@scripts/lock --check

check-compose: $(READY)
	@scripts/check-compose

coverage: $(READY) ## tests with line and branch coverage of kit, clocks and domains
	@$(BIN)/python -m pytest -n $${AFTERCARE_TEST_WORKERS:-4} --dist loadfile -m "not slow" --cov --cov-report=term $(ARGS)

lock: ## pin every dependency with hashes, for all platforms
	@scripts/lock

clean: ## drop the local stack's data
	@rm -rf .aftercare
