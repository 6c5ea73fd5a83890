import { readFileSync } from 'node:fs';
import { manifestsOf } from '../../lib/folders/folder-manifests';
import { parsedManifests } from '../../lib/folders/parsed-manifests';
import { planText } from '../../lib/plan/output/plan-text';
import { plannedChanges } from '../../lib/plan/plan';
import { newObjects, oldObjects, Takeover, takeoversPath, withTextBelow } from '../documented-takeovers';
import { updatedFile } from '../updated-file';

test('the plan from the old objects of each section to its program is the one that stands below it', () => {
  const expected = withTextBelow(readFileSync(takeoversPath, 'utf8'), plan);
  expect(updatedFile(takeoversPath, expected)).toBe(expected);
});

/** The objects of a plan with what it does to the cluster, without their fields. */
function plan(takeover: Takeover): string {
  const { manifests } = parsedManifests(takeover.file, oldObjects(takeover));
  const changes = plannedChanges(manifestsOf(manifests), newObjects(takeover));
  const lines = planText([{ title: takeover.file, changes }]).split('\n');
  return `${lines.filter((line) => /^ {2}[+~-] |^ {6}!|^ {2}\d/.test(line)).join('\n')}\n`;
}
