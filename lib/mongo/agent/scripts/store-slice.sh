# Uploads the slice of this run, if there is one, and removes the slices that no dump needs any more.
set -eu

for slice in "$DUMPS"/*.oplog.gz; do
  [ -e "$slice" ] || continue
  rclone copyto "$slice" "$REMOTE/${slice##*/}"
  echo "uploaded ${slice##*/}"
done

while read -r old; do
  rclone deletefile "$REMOTE/$old"
  echo "removed $old"
done <"$DUMPS/removed"
