#!/bin/sh
# npm test: everything that has to hold, from a fresh clone: lint, types, unit, property and integration tests, the production build, and
# the end-to-end tests against it. Every stage runs, also after one has failed; the last line is the sum, and the exit code says the same.
set -u
. "$(dirname "$0")/set-up.sh"
install_packages
CHROMIUM_PATH=$(sh scripts/find-chromium.sh) || exit 3
export CHROMIUM_PATH

results=$(mktemp -d) || refuse "No temporary folder can be made."
trap 'rm -rf "$results"' EXIT

stage() {
  name=$1
  shift
  say "== $name"
  "$@" || printf '%s\n' "$name" >>"$results/failed-stages"
}
types() { step next typegen && step tsc --noEmit; }
end_to_end() { [ -f .next/verdad-sources ] && step playwright test --reporter=list,json; }
PLAYWRIGHT_JSON_OUTPUT_FILE="$results/playwright.json"
export PLAYWRIGHT_JSON_OUTPUT_FILE

stage "lint" step biome check .
stage "types" types
stage "unit, property and integration tests" step vitest run --reporter=default --reporter=json --outputFile.json="$results/vitest.json"
stage "production build" build
stage "end-to-end tests" end_to_end

node scripts/sum-tests.mjs "$results"
