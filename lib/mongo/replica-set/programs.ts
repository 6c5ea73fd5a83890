import { readFileSync } from 'node:fs';
import { packageFile } from '../../../imports/package-file';

const read = new Map<string, string>();

/** Returns a program that runs by mongosh in the cluster, as `npm run bundle` makes it of `lib/mongo/agent`. */
export function program(name: 'agent.js' | 'jobs.js'): string {
  return text(`assets/${name}`);
}

/** Returns a script that runs in the cluster. */
export function script(name: 'prepare.sh' | 'start.sh' | 'download.sh' | 'upload.sh'): string {
  return text(`lib/mongo/agent/scripts/${name}`);
}

/** Every file is read once a process: a program may have many sets. */
function text(file: string): string {
  const known = read.get(file) ?? readFileSync(packageFile(file), 'utf8');
  read.set(file, known);
  return known;
}
