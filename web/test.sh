#!/bin/sh
# Checks the types and who imports whom, then runs every test in test/. Works with Debian's packages or with node_modules.
set -eu
cd "$(dirname "$0")"
PATH="$PWD/node_modules/.bin:$PATH"
export PATH NODE_PATH=/usr/share/nodejs

if [ -d node_modules/react ]; then project=tsconfig.json; else project=tsconfig.debian.json; fi
timeout 120 tsc -p "$project"

names=$(ls src/features | paste -s -d '|')
if grep -rnE "from \"(\.\./)+(features/)?($names)/" src/features src/shared src/api; then
    echo "web: only src/app may know a feature from outside; features do not know each other" >&2
    exit 1
fi

rm -rf build-test
esbuild test/*.test.ts test/*.test.tsx --bundle --platform=node --format=cjs --jsx=automatic --external:jsdom --external:ws \
    --define:CAPTURE_WORKLET_URL='"/assets/capture.worklet.js"' --loader:.css=empty \
    --outdir=build-test --out-extension:.js=.cjs --log-level=warning

# Bundled React leaves a MessageChannel open: without --test-force-exit a passing run would hang.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if timeout 120 node --test --test-force-exit --test-reporter=tap build-test/*.test.cjs > "$log" 2>&1; then
    echo "web: types are right, $(grep -c '^ok' "$log") tests passed"
else
    failures=$(sed -n '/^not ok/,/^  \.\.\./p' "$log")
    if [ -n "$failures" ]; then echo "$failures" >&2; else cat "$log" >&2; fi
    exit 1
fi
