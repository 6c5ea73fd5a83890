import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import * as library from '../../lib';
import { KubernetesManifest, objectName } from '../../lib/manifests/manifest';
import { effectsOf, plannedChanges } from '../../lib/plan/plan';
import { withRenderedParts } from '../documented-output';
import { backendPrelude, programsOf, valueAfter } from '../documented-program';
import { rendered } from '../rendered';
import { updatedFile } from '../updated-file';

const path = join(__dirname, '../../docs/recipes.md');
const page = readFileSync(path, 'utf8');
const programs = programsOf(page);

test('every recipe renders, with nothing to report, what stands below it', () => {
  const expected = withRenderedParts(page, run);
  expect(updatedFile(path, expected)).toBe(expected);
});

test.each(programs)(
  'a recipe has nothing to report in a namespace that denies what no policy allows: %#',
  (program) => {
    expect(inTenant(program).map(({ kind }) => kind)).toContain('Namespace');
  },
);

test('an autoscaler may follow a Rollout', () => {
  const scaleTargetRef = "{ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'api' }";
  const spec = `{ scaleTargetRef: ${scaleTargetRef}, minReplicas: 2, maxReplicas: 4 }`;
  const autoscaler = `{ apiVersion: 'autoscaling/v2', kind: 'HorizontalPodAutoscaler', metadata: { name: 'api' }, spec: ${spec} }`;
  expect(page).toContain(scaleTargetRef);
  const [, , , rollout = ''] = programs;
  const all = inTenant(
    `${rollout.replace('    replicas: 4,\n', '')}new ApiObject(chart, 'autoscaler', ${autoscaler});`,
  );
  expect(all.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['Rollout', 'HorizontalPodAutoscaler']));
});

/** What a plan says of the objects of each recipe once its image is another one. */
const effects = [
  ['KEDA', ['Deployment shop/mailer: restarts-pods']],
  ['VPA that recommends', ['Deployment shop/api: restarts-pods']],
  ['VPA that sets', ['Deployment shop/api: restarts-pods']],
  ['Argo Rollouts', ['Deployment shop/api: restarts-pods']],
  ['DaemonSet', ['Deployment shop/api: restarts-pods']],
  ['Istio, ambient', ['Deployment shop/api: restarts-pods', 'Deployment shop/orders: restarts-pods']],
  ['Istio, sidecars', ['Deployment shop/api: restarts-pods', expect.stringMatching(/^Job .*: runs-job$/)]],
  ['Linkerd', ['Deployment shop/api: restarts-pods', 'Deployment shop/orders: restarts-pods']],
  ['Knative', ['Service shop/resize: restarts-pods', 'Deployment shop/api: restarts-pods']],
] as const;

test.each(effects.map(([name, expected], index) => [name, programs[index] ?? '', expected] as const))(
  'another image of the recipe with %s restarts its pods, and runs its migration, at most',
  (_, program, expected) => {
    expect(marks(inTenant(program), inTenant(program, '1.2.4'))).toEqual(expected);
  },
);

test.each([
  ['Istio', 5, ['AuthorizationPolicy shop/orders: loosens-security']],
  ['Linkerd', 7, []],
])('a plan that takes the policy of %s away knows that the pods keep their own', (_, index, expected) => {
  const all = inTenant(programs[index] ?? '');
  const without = all.filter(({ kind, metadata }) => metadata.name !== 'mesh' && kind !== 'AuthorizationPolicy');
  expect(marks(all, without)).toEqual(expected);
});

function marks(before: readonly KubernetesManifest[], after: readonly KubernetesManifest[]): string[] {
  return plannedChanges(before, after).flatMap((change) =>
    effectsOf(change).map(({ id }) => `${objectName(change.object)}: ${id}`),
  );
}

function inTenant(program: string, version = '1.2.3'): readonly KubernetesManifest[] {
  return rendered((chart) => {
    new library.TenantNamespace(chart, 'tenant');
    run(program, chart, version);
  });
}

function run(program: string, chart: Chart, version = '1.2.3'): void {
  const prelude = backendPrelude.replace('1.2.3', version);
  valueAfter(`${prelude}${program}`, 'undefined', { chart, kplus, ApiObject, ...library });
}
