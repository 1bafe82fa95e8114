#!/usr/bin/env bash
# Sets up a fresh Debian 12 or Ubuntu 24.04: system packages, .venv, fonts and icons.
#   packaging/setup.sh run    what the program needs
#   packaging/setup.sh test   also what its tests need
# Does only what is missing or out of date, and may be stopped and started again at any point.
set -euo pipefail
cd "$(dirname "$0")/.."

purpose=${1:?run or test}
python=${PYTHON:-python3}
log=build/setup.log
mkdir -p build

step() { echo "set-up: $*"; }
quietly() { "$@" >"$log" 2>&1 </dev/null || { cat "$log" >&2; step "failed: $*" >&2; exit 1; }; }

# --- System packages -------------------------------------------------------------------------------------------------

needed=(
    # Qt without a screen (papers, tests) ...
    libglib2.0-0 libegl1 libgl1 libdbus-1-3 libfontconfig1 libxkbcommon0
    # ... and with one; Qt's own message names only libxcb-cursor0, whichever is missing
    libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-randr0 libxcb-shape0 libxcb-shm0 libxcb-sync1
    libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0
    # without it Qt finds no printers
    libcups2
)
[ "$purpose" = run ] || needed+=(xvfb xauth dbus-daemon poppler-utils strace)
"$python" -c 'import ensurepip, venv' 2>/dev/null || needed+=(python3-venv)

if command -v apt-get >/dev/null; then
    # Ubuntu 24.04 added t64 to some names.
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' | sed -nE 's/(t64)? installed$//p')
    mapfile -t missing < <(comm -23 <(printf '%s\n' "${needed[@]}" | sort) <(sort <<<"$installed"))
    if ((${#missing[@]})); then
        if [ "$(id -u)" = 0 ]; then
            as_root=()
        elif sudo -n true 2>/dev/null; then
            as_root=(sudo -n)
        else
            step "system packages are missing. Please type this, then start again:" >&2
            echo "  sudo apt-get install --no-install-recommends ${missing[*]}" >&2
            exit 1
        fi
        apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=120)
        step "system packages: ${missing[*]}"
        quietly "${as_root[@]}" dpkg --configure -a  # what an interrupted installation left
        # Some other source on the machine may be out of reach; whether ours was is for the installation to say.
        "${apt[@]}" update >"$log" 2>&1 || step "apt-get update had trouble (see $log); going on with the lists at hand"
        quietly "${apt[@]}" install --no-install-recommends "${missing[@]}"
    fi
else
    step "not Debian or Ubuntu: please see to these libraries yourself: ${needed[*]}"
fi

# --- Virtual environment ---------------------------------------------------------------------------------------------

if ! "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))'; then
    step "Python 3.11, 3.12 or 3.13 is needed, and $python is $("$python" -V 2>&1). Name another with PYTHON=..." >&2
    exit 1
fi

# Settings that would send packages elsewhere or choose others; an index or proxy of the user's stays in force.
unset PIP_TARGET PIP_PREFIX PIP_ROOT
export PIP_USER=0 PIP_CONSTRAINT=/dev/null PIP_REQUIRE_VIRTUALENV=0 PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1

made_for="$("$python" -V) in $PWD"  # another Python or a moved folder needs a new environment
if [ "$(cat .venv/made-for 2>/dev/null)" != "$made_for" ]; then
    step "virtual environment: $made_for/.venv"
    quietly "$python" -m venv --clear .venv
    echo "$made_for" >.venv/made-for
fi

wanted=$(cat packaging/constraints.txt pyproject.toml | sha256sum)
if [ "$(cat .venv/filled-from 2>/dev/null)" != "$wanted" ]; then
    step "Python packages (half a minute)"
    # The list is whole, so nothing is left to resolve; resolving, older pips trip over a newer release of coverage[toml].
    quietly .venv/bin/python -m pip install --no-deps --only-binary :all: --require-hashes -r packaging/constraints.txt
    quietly .venv/bin/python -m pip check
    quietly .venv/bin/python -m pip install --no-deps --no-build-isolation -e .
    echo "$wanted" >.venv/filled-from  # last: an interrupted run starts again
fi

# --- Fonts, icons, catalogs ------------------------------------------------------------------------------------------

.venv/bin/python packaging/assets.py
