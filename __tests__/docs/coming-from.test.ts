import { readFileSync } from 'node:fs';
import { field, KubernetesManifest } from '../../lib/manifests/manifest';
import { planText } from '../../lib/plan/output/plan-text';
import { effectsOf, plannedChanges } from '../../lib/plan/plan';
import { newObjects, oldManifests, Takeover, takeovers, takeoversPath, withTextBelow } from '../documented-takeovers';
import { updatedFile } from '../updated-file';

test('the plan from the old objects of each section to its program is the one that stands below it', () => {
  const expected = withTextBelow(readFileSync(takeoversPath, 'utf8'), plan);
  expect(updatedFile(takeoversPath, expected)).toBe(expected);
});

test.each(takeovers())(
  'the takeover of $file keeps the Service and the Deployment, and their selectors',
  (takeover) => {
    const old = oldManifests(takeover);
    const changes = plannedChanges(old, newObjects(takeover));
    const kept = changes.filter(({ object }) => ['Service', 'Deployment'].includes(object.kind));
    expect(kept.map(({ action, object }) => `${action} ${object.kind}`)).toEqual([
      'changed Deployment',
      'changed Service',
    ]);
    expect(changes.flatMap((change) => effectsOf(change).map(({ id }) => id))).not.toContain('changes-selector');
    const selectors = (all: readonly KubernetesManifest[]): unknown[] =>
      all.filter(({ kind }) => kind === 'Service').map(({ spec }) => field(spec, 'selector'));
    expect(selectors(newObjects(takeover))).toEqual(selectors(old));
  },
);

/** The objects of a plan with what it does to the cluster, without their fields. */
function plan(takeover: Takeover): string {
  const changes = plannedChanges(oldManifests(takeover), newObjects(takeover));
  const lines = planText([{ title: takeover.file, changes }]).split('\n');
  return `${lines.filter((line) => /^ {2}[+~-] |^ {6}!|^ {2}\d/.test(line)).join('\n')}\n`;
}
