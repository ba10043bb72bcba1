#!/bin/sh
# Prints the path of a Chromium for the end-to-end tests: CHROMIUM_PATH, else Debian's, which is installed where that can be done.
set -u
for path in "${CHROMIUM_PATH:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
  if [ -n "$path" ] && [ -x "$path" ]; then
    printf '%s\n' "$path"
    exit 0
  fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  if apt-get update -qq </dev/null >&2 && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk </dev/null >&2; then
    printf '%s\n' /usr/bin/chromium
    exit 0
  fi
fi
printf '%s\n' "The end-to-end tests need Chromium: install it (Debian: apt-get install chromium fonts-noto-cjk), or say where it is in CHROMIUM_PATH." >&2
exit 3
