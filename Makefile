# `make` alone says what there is. PYTHON, HOST and PORT are respected: make run PORT=8001

ifeq ($(strip $(PYTHON)),)
override PYTHON := python3
endif
export HOST PORT

PY := .venv/bin/python
SITE_READY := .venv/.installed-site
ALL_READY := .venv/.installed-all
# A process that only reads the code needs no database file.
NO_DATABASE := DJANGO_SETTINGS_MODULE=i4p_site.settings.test DATABASE_URL=sqlite://:memory:
# The languages of the interface; locale/ also holds stubs that Django needs for others.
CATALOGUES := ar es fr ne pt ru sw

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test prove bench lint format messages

help:  ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "  make %-10s %s\n", $$1, $$2}'

run: $(SITE_READY)  ## Run the site on http://localhost:8000, with all it needs; again: nothing is lost
	@exec $(PY) manage.py run_site

test: $(ALL_READY)  ## Run style and all tests, on SQLite and PostgreSQL and in a browser
	@exec $(PY) tests/run

prove: $(ALL_READY)  ## Run the long tests, from where they were stopped; anew: make prove AGAIN=1
	@exec $(PY) tests/prove $(if $(AGAIN),--again)

bench: $(ALL_READY)  ## Time what must stay quick
	@place=$$(mktemp -d) && trap 'rm -r "$$place"' EXIT && DATABASE_URL="sqlite:///$$place/bench.sqlite3" $(PY) -m bench.restrictions
	@$(PY) -m bench.first_paint

lint: $(ALL_READY)  ## Check style, templates and missing migrations; changes nothing
	@$(PY) -m ruff check . tests/run tests/prove
	@$(PY) -m ruff format --check . tests/run tests/prove
	@find . -path ./.venv -prune -o -path ./var -prune -o -path '*/templates/*.html' -print0 | xargs -0r .venv/bin/djade --check --target-version 5.2
	@$(NO_DATABASE) $(PY) manage.py makemigrations --check --dry-run

format: $(ALL_READY)  ## Put code and templates into the common style
	@$(PY) -m ruff check --fix . tests/run tests/prove
	@$(PY) -m ruff format . tests/run tests/prove
	@find . -path ./.venv -prune -o -path ./var -prune -o -path '*/templates/*.html' -print0 | xargs -0r .venv/bin/djade --target-version 5.2

messages: $(ALL_READY)  ## Collect the texts of code and templates into locale/, and compile them
	@command -v xgettext >/dev/null || { echo "This needs gettext: apt-get install gettext" >&2; exit 1; }
	@$(NO_DATABASE) $(PY) manage.py makemessages $(addprefix --locale ,$(CATALOGUES)) --no-obsolete --no-wrap --add-location file --ignore '.venv/*' --ignore 'var/*' --ignore 'tests/*' --ignore 'bench/*'
	@$(NO_DATABASE) $(PY) manage.py compile_catalogues

# The environment: made once, filled again only when the requirements change, so that without a
# network everything runs after the first time.
$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11 …")'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Debian keeps a part of Python apart: installing python3-venv."; \
	  if [ "$$(id -u)" = 0 ]; then as_root=; else as_root='sudo -n'; fi; \
	  { $$as_root apt-get update -qq && $$as_root apt-get install -y -qq python3-venv; } >/dev/null \
	  || { echo "That did not work. Please: sudo apt-get install python3-venv" >&2; exit 1; }; }
	@echo "Making the virtual environment .venv."
	@$(PYTHON) -m venv --clear .venv

$(SITE_READY): requirements.txt | $(PY)
	@echo "Installing what the site needs."
	@$(PY) -m pip install -qq --disable-pip-version-check --requirement requirements.txt
	@touch $@

$(ALL_READY): requirements-dev.txt $(SITE_READY)
	@echo "Installing what tests and style need."
	@$(PY) -m pip install -qq --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@
