import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { MongodOptions } from '../../../lib/mongo/mongod/mongod-options';
import { plannedChanges } from '../../../lib/plan/plan';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { rendered } from '../../rendered';

function set(options: MongodOptions = {}): readonly KubernetesManifest[] {
  return rendered((chart) => {
    const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
    new MongoStatefulSet(chart, 'mongo', { storage: { size: '1Gi' }, keyfile, mongod: { options } });
  });
}

const on = set({ security: { javascriptEnabled: true } });
const configured = (text: string): KubernetesManifest[] => [
  { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'shop' }, data: { 'mongod.conf': text } },
];

function messages(before: readonly KubernetesManifest[], after: readonly KubernetesManifest[]): string[] {
  return plannedChanges(before, after)
    .flatMap(({ effects }) => effects)
    .filter(({ effect }) => effect.id === 'stops-javascript')
    .map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const message =
  'data.mongod.conf: after their restart the members refuse $where, $function, $accumulator and mapReduce; for clients that need them, write ' +
  'mongod: { options: { "security.javascriptEnabled": true } }';

test.each([
  ['a set that ran JavaScript by an option', on, set()],
  [
    'a set of an earlier release, which left the setting out',
    configured('net:\n  port: 27017\n'),
    configured('security: { javascriptEnabled: false }'),
  ],
])('finds that clients of %s can no longer send some', (_, before, after) => {
  expect(messages(before, after)).toEqual([message]);
});

test.each([
  ['a set without JavaScript before', set(), set({ 'systemLog.verbosity': 1 })],
  ['a set that runs it from now on', set(), on],
  ['a new set', [], set()],
  ['a set that goes', on, []],
  ['settings that are no YAML', configured('{'), configured('security: { javascriptEnabled: false }')],
])('finds nothing of %s', (_, before, after) => {
  expect(messages(before, after)).toEqual([]);
});
