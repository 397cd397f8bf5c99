#!/bin/sh
# Converts the damaged documents beside this script into a folder: sh examples/run.sh [FOLDER]
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
out=${1:-$here/out}
mkdir -p "$out"

# A mainland notice that a bad converter turned Traditional: pinyin after many characters, ASCII punctuation, a web tail.
zlcli convert --to hans -f md -o "$out/notice.hans.md" "$here/notice.txt"
# The same with the characters left Traditional.
zlcli convert -f md -o "$out/notice.hant.md" "$here/notice.txt"
# A news page saved by Windows in GB18030, through a pipe.
zlcli convert -f md < "$here/news.gb18030.txt" > "$out/news.md"
# A Taiwanese page in Big5, to Simplified with mainland words.
zlcli convert --to hans --regional-words "$here/library.big5.txt" > "$out/library.hans.txt"

for name in notice.hans.md notice.hant.md news.md library.hans.txt; do
    cmp "$out/$name" "$here/expected/$name" && echo "$name: as expected"
done
