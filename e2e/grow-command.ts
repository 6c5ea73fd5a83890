import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory, writeText } from '../__tests__/temporary-directory';
import { builtPrograms, commandSource } from './bundled';
import { Run } from './kubectl';
import { documentedBlocks } from './mongo-commands';

const { command } = builtPrograms({ command: commandSource });

/** The guide's commands that grow disks: the plan, the growth, and the way by hand to other templates. */
export const [growPlan = '', growNow = '', byHand = ''] = documentedBlocks('Grow the disks').map((block) =>
  block.replaceAll('npx cdk8s-backend', `node ${command}`),
);

// Ends the program that runs it, as `kill -9` of that does, once it has changed something.
const interrupting = `#!/usr/bin/env bash
PATH=\${PATH#*:}
kubectl "$@"
code=$?
case "$1 $*" in
  *--dry-run*|*dryRun=*) ;;
  patch\\ *|apply\\ *|delete\\ *|create\\ *|replace\\ *) echo "$1" >>"$(dirname "$0")/changes"; kill -9 $PPID ;;
esac
exit $code
`;

/**
 * Has commands run again and again until they are no longer killed, each time after the first change that they make in the cluster by kubectl. Returns
 * kubectl's verbs of those changes.
 */
export async function interrupted(commands: string, type: (commands: string) => Promise<Run>): Promise<string[]> {
  const folder = temporaryDirectory({ changes: '' });
  writeText(join(folder, 'kubectl'), interrupting);
  chmodSync(join(folder, 'kubectl'), 0o755);
  for (let runs = 1; runs <= 20; runs += 1) {
    const { code, stdout, stderr } = await type(`export PATH=${folder}:$PATH\n${commands}\ntrue`);
    if (code === 0) return changesIn(folder);
    if (code !== 137) throw new Error(`${commands}: exit ${code}\n${stdout}${stderr}`);
  }
  throw new Error(`${commands}: killed 20 times, after ${changesIn(folder).join(', ')}`);
}

function changesIn(folder: string): string[] {
  return readFileSync(join(folder, 'changes'), 'utf8').trim().split('\n');
}
