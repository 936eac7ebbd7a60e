# Kompeten: what to type. `make` alone lists it. CONTRIBUTING.md tells when to use which.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

export PATH := $(CURDIR)/var/tools/bin:$(PATH)
stamps := var/stamps
OUT ?= var/papers
CASES ?= 20000
SECONDS_EACH ?= 60

.PHONY: help
help: ## List these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.PHONY: setup
setup: system $(stamps)/tools $(stamps)/fonts $(stamps)/assets ## Install what is missing: programs, tools, fonts, styles

.PHONY: run
run: setup ## Serve the demonstration, as it was left; `make run ANEW=1` builds it anew
	cargo run --bin kompeten -- demo $(if $(ANEW),,--keep)

.PHONY: test
test: setup ## Everything that must hold before a change lands
	scripts/test.sh

.PHONY: lint
lint: setup ## Formatting, links, dependencies, clippy, rustdoc
	cargo fmt --all --check
	node scripts/links.mjs
	cargo deny --log-level error check --hide-inclusion-graph bans licenses sources
	cargo clippy --workspace --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps

.PHONY: fmt
fmt: ## Format the code
	cargo fmt --all

.PHONY: fuzz
fuzz: setup ## Property tests with many cases (CASES=20000), exam formats (SECONDS_EACH=60)
	scripts/fuzz.sh $(CASES) $(SECONDS_EACH)

.PHONY: bench
bench: setup build-release ## Measure beside the peers, as a table and JSON lines
	scripts/bench.sh

.PHONY: papers
papers: setup ## Every paper with its sample data as PDF (OUT=folder)
	cargo build --workspace --example print
	$${CARGO_TARGET_DIR:-target}/debug/examples/print $(OUT)

.PHONY: build-release
build-release: setup ## The binary to install: target/release/kompeten
	cargo build --release --bin kompeten

# Parts of setup. Each leaves a stamp, so that a second run does nothing.

.PHONY: system
system:
	@scripts/setup.sh

$(stamps)/tools: scripts/requirements.txt scripts/tools.sh | system
	scripts/tools.sh
	@mkdir -p $(@D) && touch $@

$(stamps)/node: package.json package-lock.json | system
	npm ci --no-audit --no-fund --loglevel=error
	@mkdir -p $(@D) && touch $@

$(stamps)/fonts: $(stamps)/node scripts/fonts.mjs
	node scripts/fonts.mjs
	@touch $@

$(stamps)/assets: $(stamps)/node scripts/assets.mjs $(shell find crates/web/styles crates/web/scripts crates/web/templates crates/web/src -type f 2>/dev/null)
	node scripts/assets.mjs
	@touch $@
