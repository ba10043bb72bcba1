#!/bin/sh
# Builds for production unless there is a build of these very sources. The packages are there already.
set -u
. "$(dirname "$0")/set-up.sh"
PATH="$(pwd)/node_modules/.bin:$PATH"
export PATH
built || build || refuse "The build failed; see above."
