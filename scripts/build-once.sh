#!/bin/sh
# Builds for production unless there is a build of these very sources. The packages are there already.
set -u
. "$(dirname "$0")/set-up.sh"
PATH="$(pwd)/node_modules/.bin:$PATH"
export PATH
built && exit 0
say "There is no production build of these sources: building (about a minute) …"
build >&2 || refuse "The build failed; see above."
