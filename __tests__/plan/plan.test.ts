import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { effects, plannedChanges, verdict } from '../../lib/plan/plan';
import { deployment, object } from '../manifests';

test('lists the effect of every file, by its id', () => {
  const plan = join(__dirname, '../../lib/plan');
  const files = readdirSync(plan, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && (dirname(file) === 'effects' || isEffect(readFileSync(join(plan, file), 'utf8'))),
  );
  expect(effects.map(({ id }) => id).sort()).toEqual(files.map((file) => basename(file, '.ts')).sort());
});

const isEffect = (source: string): boolean => /^export const \w+: Effect = /m.test(source);

test('has the dangerous effects first', () => {
  const dangers = effects.map(({ isDangerous }) => isDangerous);
  expect(dangers).toEqual([...dangers].sort((a, b) => Number(b) - Number(a)));
});

const verdictOf = (before: Parameters<typeof plannedChanges>[0], after: Parameters<typeof plannedChanges>[1]) =>
  verdict([{ title: '', changes: plannedChanges(before, after) }]);

test.each([
  ['none', [object('Service')], [object('Service')]],
  ['some', [deployment({ image: 'a:1' })], [deployment({ image: 'a:2' })]],
  ['dangerous', [object('Namespace')], []],
])('judges: %s', (judgement, before, after) => {
  expect(verdictOf(before, after)).toBe(judgement);
});

test('takes objects for the same in another version of their group, and for others in another group', () => {
  const scaler = (apiVersion: string) => ({ ...object('HorizontalPodAutoscaler'), apiVersion });
  expect(plannedChanges([scaler('autoscaling/v1')], [scaler('autoscaling/v2')]).map(({ action }) => action)).toEqual([
    'changed',
  ]);
  expect(plannedChanges([scaler('example.com/v1')], [scaler('autoscaling/v2')]).map(({ action }) => action)).toEqual([
    'added',
    'removed',
  ]);
});

test('finds no difference in what the API server drops', () => {
  const bare = object('ConfigMap', { data: { a: '1' } });
  expect(plannedChanges([bare], [object('ConfigMap', { data: { a: '1' }, binaryData: {}, immutable: null })])).toEqual(
    [],
  );
});

/** The fields that a plan reads of objects for so many services, all of which change, and some of which go. */
function fieldsRead(services: number): number {
  let count = 0;
  const counted = (manifest: KubernetesManifest): KubernetesManifest =>
    new Proxy(manifest, {
      get(target, name) {
        count += 1;
        return Reflect.get(target, name) as unknown;
      },
    });
  const side = (level: string, names: readonly number[]): KubernetesManifest[] =>
    names
      .flatMap((index) => {
        const name = `web-${index}`;
        const [matchLabels, configMapRef] = [{ app: name }, { name }];
        const template = {
          metadata: { labels: matchLabels },
          spec: { containers: [{ name, envFrom: [{ configMapRef }] }] },
        };
        return [
          object('Deployment', { spec: { replicas: level.length, template } }, { name }),
          object('ConfigMap', { data: { level } }, { name }),
          object('NetworkPolicy', { spec: { podSelector: { matchLabels } } }, { name }),
          object('PodDisruptionBudget', { spec: { minAvailable: level.length, selector: { matchLabels } } }, { name }),
        ];
      })
      .map(counted);
  const names = [...Array(services).keys()];
  plannedChanges(side('info', names), side('debug', names.slice(services / 4)));
  return count;
}

test('takes time in proportion to the number of objects', () => {
  expect(fieldsRead(200) / fieldsRead(100)).toBeLessThan(2.1);
});
