# The two commands: `make run` and `make test`. Both do all set-up first.

BIN := .venv/bin

# Chromium, inside Qt's web view, refuses to run sandboxed as root, as in containers. So
# its sandbox goes off for root, and only for root. The map loads nothing from outside.
ifeq ($(shell id -u),0)
WITHOUT_SANDBOX := QTWEBENGINE_DISABLE_SANDBOX=1
endif

# Which tests `make test` leaves to the other targets.
FAST := not full and not soak
# `make test` draws fewer examples of each law.
DRAWN := --hypothesis-profile=fast
# One process per core; a process that is done takes over tests of another.
AT_ONCE := -n auto --dist worksteal
# What was compiled is kept, also on a machine that is told to keep nothing: there every process, and every
# command that a test starts, would compile the program and the tests again.
COMPILED := PYTHONDONTWRITEBYTECODE=
# Whether a tool that is absent fails its tests, or leaves them out.
TOOLS :=
COVERAGE := $(BIN)/coverage

.PHONY: help setup setup-test setup-full setup-bench run test test-full soak bench \
	lint types imports pytest coverage-report offline lock lock-servers lock-peers lock-build \
	installer installer-test guide-pictures screen-pictures clean

help:
	@echo 'make run        set up, then do the main job from sample_data/ into out/'
	@echo 'make test       set up, then lint, types, import rules and tests'
	@echo 'make test-full  the same with the heavy tests'
	@echo 'make offline    the tests of the window with the network cut'
	@echo 'make soak       the long-running tests'
	@echo 'make bench      measurements for docs/benchmarks.md'
	@echo 'make installer  the package for Debian, the wheel and the bill of materials, into dist/'
	@echo 'make installer-test  install the package into a bare Debian 12 and use it there; as root'
	@echo 'make guide-pictures  take the pictures of the user guide from the window again'
	@echo 'make screen-pictures  take the pictures of every screen again, for docs/screens.md'
	@echo 'make setup      only set up; leaves .venv/bin/drentsportal'
	@echo 'make lint | types | imports | pytest   one part of `make test`, no set-up'
	@echo 'make lock       renew requirements.lock from pyproject.toml'
	@echo 'make lock-servers  renew requirements-servers.lock, of a server that tests start'
	@echo 'make lock-peers  renew requirements-peers.lock, of libraries that benchmarks compare with'
	@echo 'make lock-build renew requirements-build.lock, of what freezes the program'
	@echo 'make clean      remove what was made, except the environments'

setup:
	./setup.sh run

setup-test:
	./setup.sh test

setup-full:
	./setup.sh full

setup-bench:
	./setup.sh bench

run: setup
	$(WITHOUT_SANDBOX) $(BIN)/drentsportal demo --out out

# One after the other, also under `make -j`: the first failure is the last thing shown.
test: setup-test
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory types
	@$(MAKE) --no-print-directory imports
	@$(MAKE) --no-print-directory pytest
	@$(MAKE) --no-print-directory coverage-report

test-full: FAST := not soak
test-full: setup-full
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory types
	@$(MAKE) --no-print-directory imports
	@$(MAKE) --no-print-directory pytest FAST='$(FAST)' DRAWN= TOOLS=DRENTSPORTAL_TOOLS=required
	@$(MAKE) --no-print-directory coverage-report
	@$(MAKE) --no-print-directory offline

lint:
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

pytest:
	$(COVERAGE) erase
	$(WITHOUT_SANDBOX) $(COMPILED) $(TOOLS) $(COVERAGE) run -m pytest $(AT_ONCE) $(DRAWN) -m '$(FAST)'
	$(COVERAGE) combine --quiet

# Every fast test of the window once more, with the network cut: loopback alone is left.
offline: setup-test
	$(WITHOUT_SANDBOX) $(COMPILED) unshare --map-root-user --net \
		$(BIN)/python -m tests.cut_off pytest $(AT_ONCE) -m 'not full and not soak' tests/ui

# Two thresholds: the part that decides an advice, and everything.
coverage-report:
	$(COVERAGE) report --fail-under=95 \
		--include='drentsportal/domain/*,drentsportal/services/*'
	$(COVERAGE) report --fail-under=80

soak: setup-test
	$(WITHOUT_SANDBOX) $(BIN)/python -m pytest -m soak

bench: setup-bench
	$(WITHOUT_SANDBOX) $(BIN)/python -m tests.benchmarks --write

installer:
	./setup.sh build
	.build-venv/bin/python build_installer.py wheel
	.build-venv/bin/python build_installer.py sbom
	.build-venv/bin/python build_installer.py windows --check
	.build-venv/bin/python build_installer.py deb

# Needs the network, for a bare system and for what the package asks for; takes some ten minutes.
installer-test:
	./setup.sh build
	tests/installer/bare_system.sh

# The pictures that the user guide shows, with what can be read in them.
guide-pictures: setup-test
	$(WITHOUT_SANDBOX) $(BIN)/python -m tests.ui.guide_pictures

# Every screen in each language, theme and scale; takes some ten minutes.
screen-pictures: setup-test
	$(WITHOUT_SANDBOX) $(BIN)/python -m tests.ui.screen_pictures

# Needs the network. The lock names versions and hashes, never where they came from.
lock:
	$(BIN)/python -m venv .lock-venv
	.lock-venv/bin/python -m pip install --quiet 'pip-tools>=7.5,<8'
	CUSTOM_COMPILE_COMMAND='make lock' .lock-venv/bin/pip-compile --quiet --upgrade \
		--extra dev --generate-hashes --allow-unsafe --strip-extras \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--no-emit-options --output-file requirements.lock pyproject.toml

# What pygeoapi needs, apart from ours: it only serves, in tests.
lock-servers:
	$(BIN)/python -m venv .lock-venv
	.lock-venv/bin/python -m pip install --quiet 'pip-tools>=7.5,<8'
	echo 'pygeoapi>=0.21,<0.22' | \
		CUSTOM_COMPILE_COMMAND='make lock-servers' .lock-venv/bin/pip-compile --quiet --upgrade \
		--generate-hashes --allow-unsafe --strip-extras \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--no-emit-options --output-file requirements-servers.lock -

# What `make bench` sets our decision methods beside, apart from ours too.
lock-peers:
	$(BIN)/python -m venv .lock-venv
	.lock-venv/bin/python -m pip install --quiet 'pip-tools>=7.5,<8'
	printf '%s\n' 'pymcdm>=1.4,<2' 'scikit-criteria>=0.10,<0.11' | \
		CUSTOM_COMPILE_COMMAND='make lock-peers' .lock-venv/bin/pip-compile --quiet --upgrade \
		--generate-hashes --allow-unsafe --strip-extras \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--no-emit-options --output-file requirements-peers.lock -

# What freezes the program and checks its bill of materials, and the program's libraries in the versions of
# requirements.lock. Colorama and the last two are asked for on Windows only, and a lock that is made elsewhere
# would lack them.
lock-build:
	$(BIN)/python -m venv .lock-venv
	.lock-venv/bin/python -m pip install --quiet 'pip-tools>=7.5,<8'
	printf '%s\n' 'pyinstaller>=6.16,<7' 'hatchling>=1.27,<2' 'colorama>=0.4.6' \
		'cyclonedx-python-lib[json-validation]>=11.2,<12' \
		'pefile>=2024.8.26' 'pywin32-ctypes>=0.2.3' | \
		CUSTOM_COMPILE_COMMAND='make lock-build' .lock-venv/bin/pip-compile --quiet \
		--constraint requirements.lock \
		--generate-hashes --allow-unsafe --strip-extras \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--no-emit-options --output-file requirements-build.lock pyproject.toml -
	sed -i '/considered to be unsafe/d' requirements-build.lock

clean:
	rm -rf build dist out .lock-venv htmlcov .coverage .coverage.* \
		.hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find drentsportal tests -name __pycache__ -type d -prune -exec rm -rf {} +
