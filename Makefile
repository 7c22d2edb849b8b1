SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup bundle run test test-steps bench memory lint

# The crates that run on this machine: always these together, so that no dependency is compiled twice.
# `frontend` is compiled for the browser, `xtask` shares nothing with the portal, `bench` measures the release build.
PORTAL := --workspace --exclude frontend --exclude xtask --exclude bench
VINHDANH := $(or $(CARGO_TARGET_DIR),target)/debug/vinhdanh

step = @printf '\n── %s\n' "$(1)"

help:
	@echo 'make run    starts the portal with demo data'
	@echo 'make test   runs every test'
	@echo 'make lint   checks format, lints and dependencies'
	@echo 'make bench  measures a release build'
	@echo 'make memory plays everything heavy at once on a release build: memory and waiting'

setup:
	$(call step,Set-up)
	@cargo xtask setup

bundle: setup
	$(call step,Bundle for the browser)
	@cargo xtask bundle

run: bundle
	$(call step,Server)
	@cargo build $(PORTAL) --bins
	$(call step,Demo data)
	@if [[ -z "$$(ls -A data 2>/dev/null)" ]]; then \
		signins="$$($(VINHDANH) demo load)"; \
		mkdir -p data; \
		printf '%s\n' "$$signins" > data/demo-sign-ins.txt; \
	fi
	@if [[ -f data/demo-sign-ins.txt ]]; then cat data/demo-sign-ins.txt; else echo 'the folder data is in use: no demo data'; fi
	$(call step,Portal: http://127.0.0.1:3000 (Ctrl-C ends it))
	@exec $(VINHDANH) serve

# Adds the results up whether or not every step passed.
test:
	@rm -rf target/nextest
	@code=0; $(MAKE) --no-print-directory test-steps || code=$$?; \
	printf '\n── Results\n'; cargo xtask tally; exit $$code

test-steps:
	$(call step,Set-up)
	@cargo xtask setup --tests
	$(call step,Bundle for the browser)
	@cargo xtask bundle
	$(call step,Tests of xtask)
	@cargo nextest run --package xtask --profile xtask
	$(call step,Tests on SQLite)
	@cargo build $(PORTAL) --bins --tests
	@cargo nextest run $(PORTAL)
	$(call step,Once more on PostgreSQL: whatever touches the database)
	@cargo xtask postgres with -- cargo nextest run $(PORTAL) --profile postgres
	$(call step,Journeys in a real browser)
	@cd end2end && npm test

# The release build is measured by a second process on the same machine; one JSON document is printed.
bench: bundle
	$(call step,Release build)
	@cargo build --release --package server --package bench
	$(call step,Figures)
	@$(or $(CARGO_TARGET_DIR),target)/release/bench $(or $(CARGO_TARGET_DIR),target)/release/vinhdanh

# Everything heavy, ten at a time; fails above 512 MiB for the server and its children, or when others wait longer than a second.
memory:
	$(call step,Release build)
	@cargo build --release --package server --package bench
	$(call step,Memory)
	@$(or $(CARGO_TARGET_DIR),target)/release/bench memory $(or $(CARGO_TARGET_DIR),target)/release/vinhdanh

lint: setup
	$(call step,Format)
	@cargo fmt --all --check
	$(call step,Lints)
	@cargo clippy $(PORTAL) --all-targets -- --deny warnings
	@cargo clippy --package xtask --all-targets -- --deny warnings
	@cargo clippy --package bench -- --deny warnings
	$(call step,Dependencies)
	@if command -v cargo-deny >/dev/null; then cargo deny check; else echo 'cargo-deny is not installed: skipped'; fi
