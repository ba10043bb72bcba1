# Sourced by demo.sh, test.sh and check.sh: goes to the project's folder, runs steps so that a stop signal ends them too, installs.
# Exit code 3: the machine is at fault (port taken, folder read-only, Node too old), said in one sentence before anything is made.

cd "$(dirname "$0")/.." || exit 3

say() { printf '%s\n' "$*" >&2; }
refuse() { say "$*"; exit 3; }

# A step runs in the background and is waited for: a shell that waits in the foreground would die of a signal and leave the step behind.
child=
stop() { trap '' HUP INT TERM; [ -n "$child" ] && kill -TERM "$child" 2>/dev/null && wait "$child"; exit "$1"; }
trap 'stop 129' HUP
trap 'stop 130' INT
trap 'stop 143' TERM
step() {
  "$@" </dev/null &
  child=$!
  wait "$child"
  status=$?
  child=
  return "$status"
}

# Node 24 comes as a package for Linux on x64; elsewhere the system's Node has to read TypeScript (22.18 or newer).
node_serves() { "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 22 || (a === 22 && b >= 18) ? 0 : 1)' 2>/dev/null; }
need_node() {
  [ -x node_modules/.bin/node ] && node_serves node_modules/.bin/node && return
  # One that does not start here (another C library) must not be found first.
  rm -f node_modules/.bin/node
  node_serves node || refuse "Verdad needs Node 22.18 or newer on this platform; this is $(node -v 2>/dev/null || printf 'no Node')."
}

installed() { [ -f node_modules/.package-lock.json ] && [ -z "$(find package-lock.json -newer node_modules/.package-lock.json)" ]; }

install_packages() {
  if ! installed; then
    [ -w . ] || refuse "$(pwd) may not be written to: the packages cannot be installed."
    [ "$(uname -sm)" = "Linux x86_64" ] || need_node
    say "Installing the packages (about a minute) …"
    step npm ci --include=dev --include=optional --loglevel=error || refuse "The packages could not be installed; see above."
  fi
  need_node
  PATH="$(pwd)/node_modules/.bin:$PATH"
  export PATH
}

# Of every file that the build reads; kept beside the build, so that a build of other sources is seen to be stale.
source_stamp() {
  find app auth components db domain ingest messages reports sample templates ./*.ts ./*.mjs package.json package-lock.json tsconfig.json \
    -type f ! -name '*.test.ts' ! -name '*.test.tsx' ! -name next-env.d.ts ! -name 'vitest.config.ts' ! -name 'playwright.config.ts' |
    LC_ALL=C sort | xargs cksum | cksum
}

built() { [ -f .next/BUILD_ID ] && [ "$(cat .next/verdad-sources 2>/dev/null)" = "$(source_stamp)" ]; }

# From nothing: a build over the cache of another one has been seen to fail. The development server's own folder stays.
build() {
  [ -d .next ] && find .next -mindepth 1 -maxdepth 1 ! -name dev -exec rm -rf {} +
  step next build || return 1
  source_stamp >.next/verdad-sources
}
