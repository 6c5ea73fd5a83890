import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFile } from '../../lib/project/package-file';
import { workflowFile } from '../../lib/project/workflow-file';

const example = readFileSync(join(__dirname, '../../examples/workflows/github-actions.yaml'), 'utf8');

/** The actions that a workflow uses, with the versions that it has or that a comment names: `actions/checkout v4.2.2`. */
function actionsOf(workflow: string): string[] {
  const uses = [...workflow.matchAll(/uses: ([\w/-]+)@(?:[0-9a-f]{40} # )?(v\S+)$/gm)];
  return [...new Set(uses.map(([, action, version]) => `${action} ${version}`))];
}

test('has the actions of the example in the same versions, by their digests', () => {
  const pinned = workflowFile().match(/uses: \S+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/gm);
  expect(pinned).toHaveLength(actionsOf(example).length);
  expect(actionsOf(workflowFile())).toEqual(actionsOf(example));
});

test('runs scripts of the project alone', () => {
  const { scripts } = JSON.parse(packageFile({ name: 'shop' })) as { scripts: object };
  const run = [...workflowFile().matchAll(/npm (?:run (?:--silent )?)?(\w+)/g)].map(([, script = '']) => script);
  expect(run.filter((script) => script !== 'ci' && !(script in scripts))).toEqual([]);
  expect(run).toEqual(['ci', 'test', 'check', 'plan']);
});
