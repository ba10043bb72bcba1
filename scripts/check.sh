#!/bin/sh
# npm run check: what is quick to check while working: lint, types, unit and property tests.
set -u
. "$(dirname "$0")/set-up.sh"
install_packages
step biome check . && step next typegen && step tsc --noEmit && step vitest run
