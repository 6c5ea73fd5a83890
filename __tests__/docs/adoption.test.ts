import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import * as library from '../../lib';
import { parsedManifests } from '../../lib/folders/parsed-manifests';
import { manifestsOf } from '../../lib/folders/folder-manifests';
import { field, KubernetesManifest } from '../../lib/manifests/manifest';
import { plannedChanges } from '../../lib/plan/plan';
import { backendPrelude, programsOf, valueAfter } from '../documented-program';
import { rendered } from '../rendered';

const page = readFileSync(join(__dirname, '../../docs/backend-service.md'), 'utf8');
const [, section = ''] = page.split('\n## Objects that exist\n');
const [ofHelm = '', ofPlain = ''] = programsOf(section);

function manifestsIn(file: string): readonly KubernetesManifest[] {
  return manifestsOf(parsedManifests(file, readFileSync(join(__dirname, 'adopted', file), 'utf8')).manifests);
}

/** What a plan says of each object, from old manifests to those of a program of the guide. */
function planned(file: string, program: string): string[] {
  const after = rendered((chart: Chart) => {
    valueAfter(`${backendPrelude}${program}`, 'undefined', { chart, ...library });
  });
  return plannedChanges(manifestsIn(file), after).map(({ action, object, effects }) => {
    const found = [...new Set(effects.map(({ effect }) => effect.id))].sort().join(' ');
    return `${action} ${object.kind} ${object.metadata.name}${found === '' ? '' : `: ${found}`}`;
  });
}

test('every object of a chart of helm create is changed in its place, and none is removed', () => {
  expect(planned('helm-create.yaml', ofHelm)).toEqual([
    'changed ServiceAccount shop-web',
    'changed Deployment shop-web: restarts-pods',
    'changed Service shop-web',
    'added NetworkPolicy shop-web',
    'added PodDisruptionBudget shop-web',
    'changed HorizontalPodAutoscaler shop-web: scales-down',
    'changed Ingress shop-web',
  ]);
});

test('a Deployment, a Service and a ServiceAccount of other names keep them', () => {
  expect(planned('plain.yaml', ofPlain).filter((line) => !line.endsWith(' web'))).toEqual([
    'changed ServiceAccount api-account',
    'changed Deployment api-deployment: restarts-pods',
    'changed Service api-svc',
    'added NetworkPolicy api',
    'added PodDisruptionBudget api',
  ]);
});

test.each([
  ['helm-create.yaml', ofHelm],
  ['plain.yaml', ofPlain],
])('the pods of %s, old and new, are selected by the same labels, and the Service has its name', (file, program) => {
  const after = rendered((chart: Chart) => {
    valueAfter(`${backendPrelude}${program}`, 'undefined', { chart, ...library });
  });
  const selectors = (manifests: readonly KubernetesManifest[]): object[] =>
    manifests
      .filter(({ metadata }) => ['shop-web', 'api-svc', 'api-deployment'].includes(metadata.name))
      .filter(({ kind }) => ['Service', 'Deployment'].includes(kind))
      .map(({ kind, metadata, spec }) => ({ kind, name: metadata.name, selector: field(spec, 'selector') }))
      .sort((one, other) => one.kind.localeCompare(other.kind));
  expect(selectors(after)).toEqual(selectors(manifestsIn(file)));
});
