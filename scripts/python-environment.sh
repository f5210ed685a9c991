#!/usr/bin/env bash
# Makes a Python environment for a requirements file, once, in the user's cache, and prints its interpreter's path.
# usage: python-environment.sh NAME REQUIREMENTS
set -euo pipefail

name=$1
requirements=$2
hash=$(sha256sum "$requirements" | cut -c1-12)
folder="${XDG_CACHE_HOME:-$HOME/.cache}/voiceagent/$name-$hash"
if [ ! -e "$folder/.complete" ]; then
    echo "==> Installing the Python packages of $requirements" >&2
    rm -rf "$folder"
    mkdir -p "$(dirname "$folder")"
    /usr/bin/python3 -m venv "$folder" >&2
    "$folder/bin/pip" install --quiet --disable-pip-version-check --requirement "$requirements" >&2
    touch "$folder/.complete"
fi
echo "$folder/bin/python"
