# Every target sets up what it needs by itself; only Python 3.11 or newer, git and make have to be there.
PYTHON ?= python3
DO := $(PYTHON) tools/bootstrap.py

.DEFAULT_GOAL := help
.PHONY: help run test check setup client migration bench faults lock clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r a b; do printf '%-16s %s\n' "$$a" "$$b"; done

run: ## Start the product with its demo organization (PORT=8000) and print the sign-in link
	@$(DO) run

test: ## Check everything and run every test
	@$(DO) test

check: ## Format, lint, types, import contracts, catalogue, API client, dependencies, licences
	@$(DO) check

setup: ## Install and build everything, start nothing
	@$(DO) setup --dev

client: ## Generate the page's typed client from the API
	@$(DO) client

migration: ## Write the next migration from what the models changed (NAME="add campaigns")
	@$(DO) migration "$(NAME)"

bench: ## Measure the claims on speed (BENCH=P-1,P-9 for some)
	@$(DO) bench

faults: ## Measure the claims on reliability
	@$(DO) faults

lock: ## Pin all dependencies again
	@$(DO) lock

clean: ## Remove what was installed and built; data stays
	@$(DO) clean
