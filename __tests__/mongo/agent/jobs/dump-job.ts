import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameOfSlice, placeOf } from '../../../../lib/mongo/agent/jobs/chain';
import { settings, writeSecret } from '../set';

/** Directories as a Job has them, with the given dumps of the set `mongo`. */
export function dumpSettings(dumps: readonly string[] = []) {
  const job = settings();
  const directory = job.users;
  writeSecret(job, 'user', 'dumper', 'right');
  const given = {
    set: 'mongo',
    uri: 'mongodb://mongo-0.mongo/?replicaSet=mongo',
    user: join(directory, 'user'),
    dumps: join(directory, 'dumps'),
    run: join(directory, 'run'),
  };
  mkdirSync(given.dumps);
  mkdirSync(given.run);
  for (const dump of dumps) writeFileSync(join(given.dumps, dump), 'a dump');
  return { ...given, directory };
}

/** A program instead of one of MongoDB's tools; it finds its arguments in `$*`. */
export function tool(directory: string, script: string, name = 'tool'): string {
  const path = join(directory, name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** The name of a dump of a day in January. */
export function dumpOf(day: string): string {
  return `mongo-2026-01-${day}T03-00-00Z.archive.gz`;
}

/** The name of a dump that ends in a second of the oplog. */
export function baseOf(set: string, end: number): string {
  return `${set}-2026-01-01T03-00-00Z_${placeOf({ seconds: end, increment: 1, term: 1 })}.archive.gz`;
}

/** The name of a slice between two seconds of the oplog. */
export function sliceOf(set: string, first: number, last: number, term = 1): string {
  const at = (seconds: number) => ({ seconds, increment: 1, term });
  return nameOfSlice(set, { first: at(first), last: at(last) });
}
