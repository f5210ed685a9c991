# Two commands: `make run` serves the platform with its demo businesses, `make test` runs every test.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run build web speech test lint bench bench-voice bench-tenants clean packages test-packages

SOURCES := $(shell find Sources -type f 2>/dev/null) Package.swift
WEB_SOURCES := $(shell find web -type f -not -path 'web/dist/*' -not -path 'web/build-test/*' -not -path '*/node_modules/*' 2>/dev/null)
BINARY := .build/release/voiceagent
DATA ?= data
PORT ?=

BUILD_PACKAGES := flite1-dev fonts-dejavu-core libhpdf-dev libpocketsphinx-dev libpq-dev libqrencode-dev libsqlite3-dev pocketsphinx-en-us python3 python3-venv esbuild node-csstype node-react node-react-dom node-typescript
TEST_PACKAGES := $(BUILD_PACKAGES) chromium node-jsdom node-ws poppler-utils postgresql

CALCULATING_TESTS := ConversationTests|RehearsalTests|StripeOrderTests|InterruptedOrdersTests|DroppedCallsTests|FourteenMonths|LastOneTests
TIMED_TESTS := VendorsTests|BuiltInLineTests

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: packages web build speech ## install what is missing, build, and serve with the demo businesses on http://localhost:3000
	@exec $(BINARY) serve --demo --data $(DATA) $(if $(PORT),--port $(PORT))

build: $(BINARY) ## the release binary

$(BINARY): $(SOURCES)
	@echo "==> Building voiceagent (the first time takes some minutes)"
	@swift build -c release --product voiceagent
	@touch $@

web: web/dist/index.html ## the web app

web/dist/index.html: $(WEB_SOURCES)
	@echo "==> Building the web app"
	@web/build.sh

speech: ## the local speech server, in the user's cache
	@speech/install.sh >/dev/null || echo "==> The local speech server could not be installed: calls work by text. Run speech/install.sh to see why."

packages:
	@scripts/install-packages.sh $(BUILD_PACKAGES)

test-packages:
	@scripts/install-packages.sh $(TEST_PACKAGES)

test: test-packages web speech ## set up and run every test: Swift, web, and the real binary in a real browser
	@echo "==> Web tests"
	@scripts/node.sh web/test.sh
	@echo "==> Building the tests"
	@swift build --build-tests
	@echo "==> Swift tests"
	@# Those that only calculate run by themselves, and so do those with limits of time: beside each other, these would wait for a thread
	@# until their time is over.
	@swift test --skip-build --parallel --filter '$(CALCULATING_TESTS)'
	@swift test --skip-build --parallel --filter '$(TIMED_TESTS)'
	@swift test --skip-build --parallel --skip '$(CALCULATING_TESTS)|$(TIMED_TESTS)'
	@echo "==> Acceptance tests: the real binary"
	@$$(scripts/python-environment.sh acceptance Tests/Acceptance/requirements.txt) -m pytest Tests/Acceptance --numprocesses 2

lint: ## formatting, as CI checks it
	@swift format lint --strict --recursive --parallel Sources Tests Package.swift

bench: packages $(BINARY) ## what a turn, an utterance and an idle call cost
	@swift run -c release --package-path Benchmarks benchmarks $(CURDIR)/$(BINARY)

bench-voice: packages $(BINARY) ## how callers at real pace are answered, 1, 10 and 50 at once, on the engines in the process
	@swift run -c release --package-path Benchmarks voice-load $(CURDIR)/$(BINARY) --speech in-process

bench-tenants: packages $(BINARY) ## registration, start-up and memory with 10,000 businesses present
	@scripts/bench-tenants.py $(BINARY)

clean: ## remove what was built, not the data
	@rm -rf .build web/dist web/build-test Benchmarks/.build
