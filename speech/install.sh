#!/bin/sh
# Installs the speech server's packages outside the checkout and prints the path of the interpreter that has them.
#
#   speech/install.sh           installs what is missing; a second run only prints the path
#   speech/install.sh --where   prints the path, installed or not, and changes nothing
#
# Progress goes to standard error, the path to standard output. The folder's name holds a hash of requirements.txt: other
# requirements are another folder, and a fresh clone on the same machine finds what is there. PYTHON names another
# interpreter than Debian's.
set -eu

requirements="$(cd "$(dirname "$0")" && pwd)/requirements.txt"
hash="$(sha256sum "$requirements" | cut -c1-12)"
home="${XDG_CACHE_HOME:-$HOME/.cache}/voiceagent/speech-$hash"
interpreter="$home/bin/python"

say() { printf 'speech: %s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

case "${1:-}" in
--where)
    printf '%s\n' "$interpreter"
    exit 0
    ;;
'') ;;
*) fail "unknown argument \"$1\"; use --where or nothing" ;;
esac

# The marker is written last: a folder without it is an installation that was cut short.
marker="$home/installed"
if [ -e "$marker" ]; then
    say "already installed"
    printf '%s\n' "$interpreter"
    exit 0
fi

python="${PYTHON:-/usr/bin/python3}"
[ -x "$python" ] || fail "$python is missing; run: apt-get install python3 python3-venv"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "$python is older than Python 3.11, which numpy needs"
"$python" -c 'import ensurepip' 2>/dev/null || fail "$python cannot make environments; run: apt-get install python3-venv"

# Two installations at once would spoil each other's folder: the second waits, then finds the first one's work.
mkdir -p "$(dirname "$home")"
exec 9>"$home.lock"
flock 9
if [ ! -e "$marker" ]; then
    say "making $home"
    rm -rf "$home"
    "$python" -m venv "$home"
    say "installing 25 packages (about 550 MB, a minute or two)"
    "$interpreter" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --only-binary=:all: \
        --requirement "$requirements" >&2 || fail "the packages could not be installed; calls still work by text. Run this again to retry"
    : >"$marker"
    say "installed"
fi
printf '%s\n' "$interpreter"
