#!/bin/sh
# npm run demo: from a fresh clone to a running dashboard with the sample journey and sample sign-ins. Run again, it starts in seconds.
# PORT (3000), HOST (127.0.0.1), DATABASE_URL (file:data/verdad.db).
set -u
. "$(dirname "$0")/set-up.sh"

node scripts/port-free.mjs || exit $?
install_packages
if ! built; then
  [ -w . ] || refuse "$(pwd) may not be written to: the dashboard cannot be built."
  say "Building the dashboard (about a minute) …"
  build >&2 || refuse "The build failed; see above."
fi
step node cli/main.ts demo prepare || exit $?
trap - HUP INT TERM
exec node cli/serve.ts
