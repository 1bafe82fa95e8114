#!/usr/bin/env bash
# Every check there is; expects `packaging/setup.sh test` to have run.
set -euo pipefail
cd "$(dirname "$0")/.."
SECONDS=0
python=.venv/bin/python
step() { printf '\n== %s (%s s)\n' "$*" "$SECONDS"; }

step "Format and lint"
$python -m ruff format --check .
$python -m ruff check .

step "Types"
$python -m mypy

step "Imports point one way"
.venv/bin/lint-imports

step "Tests"
packaging/screen.sh $python -m pytest --cov --cov-report=

step "Coverage of the core"
$python -m coverage report --skip-covered --fail-under=90 \
    --include='centerdesk/domain/*,centerdesk/returns/*,centerdesk/services/*,centerdesk/db/*'

step "The wheel in a clean environment, without Qt"
rm -rf build/wheel
$python -m build --wheel --no-isolation --outdir build/wheel . >/dev/null
$python -m venv build/wheel/venv
# pip takes no hashes beside a local wheel: the same versions without them.
sed -e '/--hash=/d' -e 's/ \\$//' packaging/constraints.txt >build/wheel/versions.txt
build/wheel/venv/bin/python -m pip install -qq --constraint build/wheel/versions.txt build/wheel/*.whl
(cd build/wheel && venv/bin/centerdesk-cli --version && venv/bin/centerdesk-cli self-test)

step "All is well"
