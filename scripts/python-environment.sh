#!/usr/bin/env bash
# Makes a Python environment for a requirements file, once, in the user's cache, and prints its interpreter's path.
# usage: python-environment.sh NAME REQUIREMENTS
set -euo pipefail

name=$1
requirements=$2
hash=$(sha256sum "$requirements" | cut -c1-12)
folder="${XDG_CACHE_HOME:-$HOME/.cache}/voiceagent/$name-$hash"
mkdir -p "$(dirname "$folder")"
# Who else makes the same one is waited for.
exec 9> "$folder.lock"
flock 9
if [ ! -e "$folder/.complete" ]; then
    echo "==> Installing the Python packages of $requirements" >&2
    rm -rf "$folder"
    /usr/bin/python3 -m venv "$folder" >&2
    "$folder/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements" >&2
    touch "$folder/.complete"
fi
echo "$folder/bin/python"
