#!/usr/bin/env bash
# What each crate adds to a program: minimal programs are built as a release without symbols, and
# the size of the one that does nothing is taken off. `benches/size.sh`, with `--json` JSON lines.
# The classifier without `idna` has a bound; above it the script fails.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/size"

json=${1:-}
bound=250000
target=../../target/size

build() { CARGO_TARGET_DIR=$target cargo build --quiet --release "$@"; }
size_of() { stat -c %s "$target/release/$1" 2>/dev/null || stat -f %z "$target/release/$1"; }

show() {
    if [ "$json" = --json ]; then
        printf '{"work":"bytes added to a binary","who":"%s","bytes":%d}\n' "$1" "$2"
    else
        printf '%-44s%10d\n' "$1" "$2"
    fi
}

build --bins
base=$(size_of nothing)
[ "$json" = --json ] || printf '%-44s%10s\n' "bytes added to a binary of $base" bytes
for program in src/bin/*.rs; do
    name=$(basename "$program" .rs)
    [ "$name" = nothing ] || show "$name" $(($(size_of "$name") - base))
done
checkmark=$(($(size_of checkmark) - base))
build --features idna --bin checkmark
show "checkmark, idna" $(($(size_of checkmark) - base))

if [ "$checkmark" -gt "$bound" ]; then
    echo "checkmark adds $checkmark bytes, and may add $bound" >&2
    exit 1
fi
