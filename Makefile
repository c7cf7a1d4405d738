# The commands of this project. `make` alone lists them.
# uv is fetched into .uv/ where the machine has none; the system's Python stays untouched.

UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
RUN := $(UV) run --no-sync
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help rehearse test check golden pictures kill bench simulate sync

help:
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST)

.uv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Nachklang needs Python 3.11 or newer as $(PYTHON)."; exit 1; }
	@{ $(PYTHON) -m venv .uv && .uv/bin/python -m pip install --quiet --disable-pip-version-check uv; } >/dev/null 2>&1 \
		|| { rm -rf .uv; $(PYTHON) .ci/fetch_uv.py $@; }

sync: $(if $(findstring .uv/,$(UV)),.uv/bin/uv)
	@$(UV) sync --locked --quiet

rehearse: sync ## play the whole two-day workshop against a local stand-in of Telegram
	@$(RUN) nachklang rehearse netzwerkarbeit --auto --participants 12

test: sync ## run the tests, with branch coverage
	@rm -f .coverage .coverage.*
	@$(RUN) pytest -n auto --dist worksteal -rs --cov --cov-report=
	@$(RUN) coverage report --fail-under=90
	@$(RUN) coverage report --include='flows/*' --fail-under=100 >/dev/null || { $(RUN) coverage report --include='flows/*'; echo "flows/ must be covered wholly"; exit 1; }

check: sync ## everything that CI runs
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) mypy
	@$(RUN) lint-imports --no-logo
	@$(MAKE) --no-print-directory test

golden: sync ## rewrite the golden transcripts and the list of mistakes; read the diff before you commit it
	@$(RUN) pytest tests/journeys tests/bot/test_mistakes.py --golden

pictures: sync ## take the pictures of the rehearsal room and of the wall in docs/images
	@$(RUN) python -m tests.pictures

kill: sync ## kill the running bot 300 times in the middle of workshops and check that nothing is lost
	@$(RUN) python -m bench.kill --kills 300

bench: sync ## measure everything beside peers, about half an hour, and rewrite docs/performance.md
	@$(RUN) python -m bench.all --page docs/performance.md

simulate: sync ## run simulated histories with faults until Ctrl-C, on all cores (FLAGS="--seconds 60", "--seed 17")
	@$(RUN) python -m tests.simulation $(FLAGS)
