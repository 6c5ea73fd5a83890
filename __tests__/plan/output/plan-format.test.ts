import { formattedPlan, planFormats } from '../../../lib/plan/output/plan-format';
import { environmentPlan, plannedChanges } from '../../../lib/plan/plan';
import { object } from '../../manifests';
import { planMarkdown } from '../../../lib/plan/output/plan-markdown';
import { planText } from '../../../lib/plan/output/plan-text';
import { plan, unchanged } from './plan-outputs';

test('writes a plan in the form that is asked for', () => {
  expect((['text', 'md'] as const).map((format) => formattedPlan([plan], format))).toEqual([
    planText([plan]),
    planMarkdown([plan]),
  ]);
});

test('names the forms that there are', () => {
  expect(planFormats).toEqual(['text', 'md', 'json']);
});

test('JSON has the verdict, and of each environment the changes with their effects and fields', () => {
  const { verdict, environments } = JSON.parse(formattedPlan([plan, unchanged], 'json')) as {
    verdict: string;
    environments: { title: string; changes: unknown[] }[];
  };
  expect([verdict, ...environments.map(({ title, changes }) => `${title}: ${changes.length}`)]).toEqual([
    'dangerous',
    'staging: dist/staging at HEAD → the program: 5',
    'production: 0',
  ]);
  expect(environments[0]?.changes[0]).toEqual({
    action: 'changed',
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    namespace: 'shop',
    name: 'web',
    effects: [
      {
        effect: 'restarts-pods',
        dangerous: false,
        path: 'spec.template',
        message: 'the pods are replaced, as the update strategy says',
      },
    ],
    fields: [{ path: 'spec.template.spec.containers[main].image', before: 'shop:1', after: 'shop:2' }],
  });
});

test('JSON has the kubectl line of a removed object, or why there is none', () => {
  const kept = object('Secret', {}, { annotations: { 'kustomize.toolkit.fluxcd.io/prune': 'disabled' } });
  const changes = plannedChanges([object('Service'), kept], []);
  const json = JSON.parse(formattedPlan([{ title: '', changes }], 'json')) as { environments: { changes: object[] }[] };
  expect(json.environments[0]?.changes).toMatchObject([
    { kind: 'Service', delete: 'kubectl delete service web --namespace shop' },
    { kind: 'Secret', kept: 'kustomize.toolkit.fluxcd.io/prune: disabled tells Flux to keep it' },
  ]);
});

test('JSON has a rename as an addition and a removal that name each other, and the totals', () => {
  const settings = { data: { a: '1', b: '2', c: '3' } };
  const [before, after] = [[object('ConfigMap', settings)], [object('ConfigMap', settings, { name: 'site' })]];
  const { environments } = JSON.parse(formattedPlan([environmentPlan('', before, after)], 'json')) as {
    environments: { changes: object[]; totals: object }[];
  };
  expect(environments[0]?.changes).toMatchObject([
    { action: 'added', name: 'site', renamedFrom: 'web' },
    { action: 'removed', name: 'web', renamedTo: 'site' },
  ]);
  expect(environments[0]?.totals).toEqual({
    before: { cpu: 0, memory: 0, storage: 0 },
    after: { cpu: 0, memory: 0, storage: 0 },
  });
});
