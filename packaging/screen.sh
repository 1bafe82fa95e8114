#!/usr/bin/env bash
# Runs a command on a screen nobody sees, with a message bus of its own and the same surroundings on every machine.
set -euo pipefail

XDG_RUNTIME_DIR=$(mktemp -d)  # Qt warns when there is none, and root often has none
trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
export XDG_RUNTIME_DIR LC_ALL=C.UTF-8 QT_QPA_PLATFORM=xcb
unset WAYLAND_DISPLAY QT_IM_MODULE QT_SCALE_FACTOR

dbus-run-session -- xvfb-run --auto-servernum --server-args "-screen 0 1920x1080x24" "$@"
