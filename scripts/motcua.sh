#!/bin/sh
# Starts Một Cửa, or runs one of its commands, with the Node that came with it: for machines without npm.
#   scripts/motcua.sh start        scripts/motcua.sh backup FOLDER
cd "$(dirname "$0")/.." || exit 1
if [ "${1:-start}" = start ]; then
  exec node_modules/.bin/node src/server/main.ts
fi
exec node_modules/.bin/node src/server/cli.ts "$@"
