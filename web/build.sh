#!/bin/sh
# Builds the web app into dist/. File names carry a hash of their content, so that all but index.html may be cached for ever.
# Needs esbuild, React and ReactDOM: from Debian (apt install esbuild node-react node-react-dom) or from npm (npm install).
set -eu
cd "$(dirname "$0")"
PATH="$PWD/node_modules/.bin:$PATH"
export PATH NODE_PATH=/usr/share/nodejs

command -v esbuild >/dev/null || {
    echo "web: esbuild is missing. Run: apt install esbuild node-react node-react-dom   (or, in web/: npm install)" >&2
    exit 1
}

bundle() { esbuild "$@" --bundle --minify --sourcemap --target=es2020 --jsx=automatic --log-level=warning; }

staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
mkdir -p "$staging/assets"

# The worklet first: the app must know the address of this very build of it.
bundle src/features/calls/audio/capture.worklet.ts --entry-names='[name]-[hash]' --outdir="$staging/assets"
worklet=$(basename "$(ls "$staging"/assets/capture.worklet-*.js)")

bundle app=src/main.tsx --entry-names='[name]-[hash]' --outdir="$staging/assets" \
    --define:process.env.NODE_ENV='"production"' --define:CAPTURE_WORKLET_URL="\"/assets/$worklet\""
script=$(basename "$(ls "$staging"/assets/app-*.js)")
style=$(basename "$(ls "$staging"/assets/app-*.css)")

icon="icon-$(cksum < src/icon.svg | cut -d' ' -f1).svg"
cp src/icon.svg "$staging/assets/$icon"

sed -e "s|{{script}}|/assets/$script|" -e "s|{{style}}|/assets/$style|" -e "s|{{icon}}|/assets/$icon|" \
    src/index.html > "$staging/index.html"

chmod 755 "$staging"
rm -rf dist
cp -R "$staging" dist
echo "web: built dist/ ($(wc -c < "dist/assets/$script") bytes of script, $(wc -c < "dist/assets/$style") of style)"
