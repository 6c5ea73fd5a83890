# Uploads the dump of this run, which is whole, and then removes the set's dumps beyond the desired number. S3 shows an object only once
# all of it is there; of an upload that was cut short a day ago or more, the parts are cleared away.
set -eu

dump_of() { grep -E "^$1-[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}-[0-9]{2}-[0-9]{2}Z(_[0-9TZ.t-]+)?\.archive\.gz$"; }

dump=$(ls "$DUMPS" | dump_of "$SET")
rclone copyto "$DUMPS/$dump" "$REMOTE/$dump"
echo "uploaded $dump"

found=$(rclone lsf --files-only "$REMOTE")
printf '%s\n' "$found" | dump_of "$SET" | sort -r | tail -n "+$((KEEP + 1))" | while read -r old; do
  rclone deletefile "$REMOTE/$old"
  echo "removed $old"
done

# Not every storage knows of this, and no dump depends on it.
rclone backend cleanup "$REMOTE" -o max-age=24h || echo 'parts of uploads that were cut short, if any, stay' >&2
