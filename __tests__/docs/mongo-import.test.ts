import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import * as library from '../../lib';
import { field, KubernetesManifest } from '../../lib/manifests/manifest';
import { effectsOf, plannedChanges } from '../../lib/plan/plan';
import { programsOf, valueAfter } from '../documented-program';
import { only, rendered } from '../rendered';

const page = readFileSync(join(__dirname, '../../docs/mongo-import.md'), 'utf8');
const [set = '', ...imports] = programsOf(page);

/** The objects of the set's program, and of an import's after it. Throws if there is anything to report. */
function objects(program = ''): readonly KubernetesManifest[] {
  return rendered((chart: Chart) => {
    valueAfter(`${set}${program}`, 'undefined', { chart, ...library });
  });
}

test.each(imports)('each import of the guide renders with its set, with nothing to report: %#', (program) => {
  const { spec } = only(
    objects(program).filter(({ metadata }) => metadata.name === 'mongo-import'),
    'NetworkPolicy',
  );
  expect(JSON.stringify(field(spec, 'egress'))).toContain('"port":27017');
});

test('the guide has an import of its own for each chart and operator', () => {
  expect(imports).toHaveLength(4);
});

test('a plan says that the import runs, and changes nothing of the set', () => {
  const [program = ''] = imports;
  const effects = (before: readonly KubernetesManifest[], after: readonly KubernetesManifest[]) =>
    plannedChanges(before, after).map((change) =>
      [change.action, change.object.kind, ...effectsOf(change).map(({ id }) => id)].join(' '),
    );
  expect(effects(objects(), objects(program))).toEqual([
    'added ServiceAccount',
    'added ConfigMap',
    'added NetworkPolicy',
    'added Job runs-job',
  ]);
});
