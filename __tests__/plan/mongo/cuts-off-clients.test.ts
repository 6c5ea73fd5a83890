import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { cutsOffClients } from '../../../lib/plan/mongo/cuts-off-clients';
import { plannedChanges } from '../../../lib/plan/plan';
import { MongoStatefulSetProps } from '../../../lib/mongo/replica-set/props';
import { tlsManifests } from '../../mongo/tls/tls-set';

function set(props: Partial<MongoStatefulSetProps> = {}): readonly KubernetesManifest[] {
  return tlsManifests('require', props);
}

function at(domain: string, members: 3 | 5 = 3): readonly KubernetesManifest[] {
  return set({ members, expose: { type: 'LoadBalancer', hosts: (ordinal) => `mongo-${ordinal}.${domain}` } });
}

function found(before: readonly KubernetesManifest[], after: readonly KubernetesManifest[]): string[] {
  return plannedChanges(before, after).flatMap(({ after: object, effects }) =>
    effects
      .filter(({ effect }) => effect === cutsOffClients)
      .map(({ message }) => `${object?.kind} ${object?.metadata.name}: ${message}`),
  );
}

test('finds that the hosts of clients outside go', () => {
  expect(found(at('example.com'), set())).toEqual([
    'ConfigMap mongo-agent: drivers outside are told the names inside, and find no member until they restart',
  ]);
});

test('finds that clients outside get other hosts', () => {
  expect(found(at('example.com'), at('example.org'))).toEqual([
    'ConfigMap mongo-agent: drivers outside take over the new hosts at once, which must lead to the members already',
  ]);
});

test.each<[string, readonly KubernetesManifest[], readonly KubernetesManifest[]]>([
  ['a way in that is opened', set(), at('example.com')],
  ['members that are added', at('example.com', 3), at('example.com', 5)],
  ['members that are removed', at('example.com', 5), at('example.com', 3)],
  ['a set that goes as a whole', at('example.com'), []],
])('finds nothing of %s', (_, before, after) => {
  expect(found(before, after)).toEqual([]);
});
