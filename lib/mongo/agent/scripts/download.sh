# Puts the dump that is to be restored into an empty directory, and for a point in time what the oplog has from it on until then; or the mark
# that it was restored before, where there is one. The program that restores tells whether the slices follow the dump without a gap.
set -eu

found=$(rclone lsf --files-only "$REMOTE")
if printf '%s\n' "$found" | grep -qxF "$MARK"; then
  rclone copyto "$REMOTE/$MARK" "$DUMPS/$MARK"
  exit
fi

dumps=$(printf '%s\n' "$found" | grep -E "^$FROM-[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}-[0-9]{2}-[0-9]{2}Z(_[0-9TZ.t-]+)?\.archive\.gz$" | sort)
if [ -n "${TO-}" ]; then
  printf '%s\n' "$found" >"$DUMPS/listing"
  to=$(echo "$TO" | tr : -)
  # Names have their times, which sort as they are: the end of a dump, the first and the last entry of a slice.
  chosen=$(printf '%s\n' "$dumps" | awk -F_ -v to="$to" 'NF == 2 && substr($2, 1, 20) < to' | tail -n 1)
  end=${chosen##*_}
  printf '%s\n' "$found" | grep "^$FROM-[0-9-]*T[0-9-]*Z\..*\.oplog\.gz$" |
    awk -F_ -v set="$FROM" -v to="$to" -v end="${end%%.*}" \
      'substr($2, 1, 20) >= end && substr($1, length(set) + 2, 20) <= to' |
    while read -r slice; do rclone copyto "$REMOTE/$slice" "$DUMPS/$slice"; done
  # The program says what can be restored.
  [ -n "$chosen" ] || exit 0
elif [ "$DUMP" = latest ]; then
  chosen=$(printf '%s\n' "$dumps" | tail -n 1)
else
  chosen=$(printf '%s\n' "$dumps" | grep -xF "$DUMP") || chosen=''
fi
if [ -z "$chosen" ]; then
  echo "there is no dump $DUMP of $FROM; there are: $(printf '%s' "${dumps:-none}" | tr '\n' ' ')" >&2
  exit 1
fi
rclone copyto "$REMOTE/$chosen" "$DUMPS/$chosen"
echo "downloaded $chosen"
