import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../../../temporary-directory';

/** A bucket and a run's volume with the given files, and how the client's program `rclone` is to end, by its command: 0 by default. */
export interface Transfer {
  readonly bucket?: readonly string[];
  readonly volume?: readonly string[];
  /** The list of what the bucket is to lose. */
  readonly removed?: readonly string[];
  readonly failing?: 'copyto' | 'lsf' | 'deletefile' | 'backend';
}

// What rclone does with a remote, on a directory. As with S3, what fails leaves nothing.
const client = `#!/bin/sh
command=$1; shift
[ "$command" != "$FAILING" ] || exit 1
at() { case $1 in dumps:*) echo "$BUCKET/\${1#dumps:}";; *) echo "$1";; esac; }
case $command in
copyto) cp "$(at "$1")" "$(at "$2")";;
lsf) [ "$1" = --files-only ] && ls "$(at "$2")";;
deletefile) rm "$(at "$1")";;
backend) echo "$*" >"$BUCKET/../cleared";;
esac
`;

/** Runs a script of the client with these variables. */
export function transfer(script: 'upload' | 'download' | 'store-slice', variables: object, given: Transfer) {
  const directory = temporaryDirectory();
  const [bucket, volume, programs] = ['bucket', 'volume', 'programs'].map((name) => {
    mkdirSync(join(directory, name));
    return join(directory, name);
  }) as [string, string, string];
  mkdirSync(join(bucket, 'shop'));
  for (const file of given.bucket ?? []) writeFileSync(join(bucket, 'shop', file), `${file} in the bucket`);
  for (const file of given.volume ?? []) writeFileSync(join(volume, file), `${file} of this run`);
  if (given.removed) writeFileSync(join(volume, 'removed'), given.removed.map((name) => `${name}\n`).join(''));
  writeFileSync(join(programs, 'rclone'), client);
  chmodSync(join(programs, 'rclone'), 0o755);
  const { status, stdout, stderr } = spawnSync(
    'sh',
    [join(__dirname, `../../../../lib/mongo/agent/scripts/${script}.sh`)],
    {
      env: {
        PATH: `${programs}:${process.env['PATH'] ?? ''}`,
        BUCKET: bucket,
        DUMPS: volume,
        REMOTE: 'dumps:shop',
        FAILING: given.failing ?? '',
        ...variables,
      },
      encoding: 'utf8',
    },
  );
  const files = { bucket: readdirSync(join(bucket, 'shop')), volume: readdirSync(volume) };
  return { status, stdout, stderr, ...files };
}
