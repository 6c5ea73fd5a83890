# Puts the dump that is to be restored into an empty directory; or the mark that it was restored before, where there is one.
set -eu

found=$(rclone lsf --files-only "$REMOTE")
if printf '%s\n' "$found" | grep -qxF "$MARK"; then
  rclone copyto "$REMOTE/$MARK" "$DUMPS/$MARK"
  exit
fi

dumps=$(printf '%s\n' "$found" | grep -E "^$FROM-[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}-[0-9]{2}-[0-9]{2}Z\.archive\.gz$" | sort)
if [ "$DUMP" = latest ]; then
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
