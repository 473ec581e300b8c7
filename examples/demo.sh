#!/bin/sh
# Audits examples/harbor offline, from what the repository ships. usage: demo.sh PLIMSOLL
# The example has findings on purpose: exit code 1 is what it shows.
set -u
plimsoll=$1
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
set -- audit --manifest-path "$here/harbor/Cargo.toml" --facts "$here/harbor/facts.json" --host x86_64-unknown-linux-gnu
report=$(mktemp -d)/harbor.html
"$plimsoll" "$@" --offline --report "$report"
code=$?
printf '\nThe same as a page for reviewers: %s\n' "$report"
[ "$code" -eq 1 ]
