import { Chart } from 'cdk8s';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { MongoStatefulSetProps } from '../../../lib/mongo/replica-set/props';
import { Members, membersOf, topology } from '../../../lib/mongo/members/topology';
import { decided, PropsOf } from '../../../lib/props/schema';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { kinds, only, refusal, rendered } from '../../rendered';

function build(chart: Chart, props: object): MongoStatefulSet {
  const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
  return new MongoStatefulSet(chart, 'mongo', { storage: { size: '20Gi' }, keyfile, ...props });
}

function members(props: PropsOf<typeof topology>): Members {
  return membersOf(decided(topology, props));
}

function mongo(props: Partial<MongoStatefulSetProps>): readonly KubernetesManifest[] {
  return rendered((chart) => build(chart, props));
}

test.each<[string, PropsOf<typeof topology>, object]>([
  ['nothing of ordinary members', {}, {}],
  ['a member that does not vote', { nonVotingMembers: 1 }, { 3: { votes: 0, priority: 0 } }],
  [
    'a hidden one for reports',
    { nonVotingMembers: 1, memberOptions: { 3: { hidden: true, tags: { use: 'reports' } } } },
    { 3: { votes: 0, priority: 0, hidden: true, tags: { use: 'reports' } } },
  ],
  ['a hidden one that votes', { memberOptions: { 2: { hidden: true } } }, { 2: { hidden: true, priority: 0 } }],
  [
    'one that stays behind, and is hidden for it',
    { nonVotingMembers: 1, memberOptions: { 3: { secondaryDelaySecs: 3600 } } },
    { 3: { votes: 0, priority: 0, hidden: true, secondaryDelaySecs: 3600 } },
  ],
  ['a preferred primary', { memberOptions: { 0: { priority: 2 } } }, { 0: { priority: 2 } }],
])('tells the agent %s', (_, props, expected) => {
  const { revision, ...others } = members(props).topology;
  expect(others).toEqual({ electionTimeoutMillis: 5000, zoneTags: false, members: expected });
  expect(revision === members({}).topology.revision).toBe(Object.keys(expected).length === 0);
});

test('names the topology on the StatefulSet as in the file of the agents', () => {
  const manifests = mongo({ memberOptions: { 0: { priority: 2 } } });
  const files = manifests.find(({ metadata }) => metadata.name === 'mongo-agent')?.['data'] as Record<string, string>;
  const { topology } = JSON.parse(files['desired.json'] ?? '') as { topology: { revision: string } };
  expect(only(manifests, 'StatefulSet').metadata.annotations).toHaveProperty(
    ['cdk8s-backend/topology'],
    topology.revision,
  );
});

test('names the members that are not hidden to clients', () => {
  const { ordinals, visible } = members({
    nonVotingMembers: 2,
    memberOptions: { 1: { hidden: true }, 4: { secondaryDelaySecs: 60 } },
  });
  expect([ordinals, visible]).toEqual([
    [0, 1, 2, 3, 4],
    [0, 2, 3],
  ]);
});

test('has a pod and a place in the budget for each member, voting or not', () => {
  const manifests = mongo({ members: 1, nonVotingMembers: 1 });
  expect(only(manifests, 'StatefulSet')).toHaveProperty('spec.replicas', 2);
  expect(kinds(manifests)).toContain('PodDisruptionBudget');
});

test('leaves hidden members out of the seeds', () => {
  const texts: string[] = [];
  rendered((chart) => {
    const user = new SecretRef(chart, 'mongo-shop', { keys: ['username', 'password'] });
    const users = [{ credentials: user, roles: [{ role: 'readWrite', db: 'shop' }] }];
    const set = build(chart, { users, members: 1, nonVotingMembers: 2, memberOptions: { 1: { hidden: true } } });
    texts.push(set.connection({ user, database: 'shop' }).text('URI'));
  });
  expect(texts[0]?.match(/mongo-\d/g)).toEqual(['mongo-0', 'mongo-2']);
});

test('gives the agent the place of its pod for zoneTags alone', () => {
  const agentOf = (manifests: readonly KubernetesManifest[]) => JSON.stringify(only(manifests, 'StatefulSet'));
  expect(agentOf(mongo({}))).not.toContain('topology.kubernetes.io/region');
  expect(agentOf(mongo({ zoneTags: true, kubernetes: '1.35' }))).toContain(
    JSON.stringify({
      name: 'NODE_ZONE',
      valueFrom: { fieldRef: { fieldPath: "metadata.labels['topology.kubernetes.io/zone']" } },
    }).slice(1, -1),
  );
});

test.each<[string, object, string]>([
  [
    'too many members',
    { nonVotingMembers: 44 },
    '[shop/mongo] nonVotingMembers must be an integer from 0 to 43, got 44; write 43',
  ],
  [
    'an election timeout that every hiccup exceeds',
    { electionTimeoutMillis: 500 },
    '[shop/mongo] electionTimeoutMillis must be an integer from 1000 to 60000, got 500; write 1000',
  ],
  [
    'the places of nodes where pods do not know them',
    { zoneTags: true },
    '[shop/mongo] zoneTags needs Kubernetes 1.35, which copies the labels of a node to its pods, got kubernetes "1.30"; write kubernetes: "1.35", or leave it out',
  ],
  ['zoneTags in words', { zoneTags: 'yes' }, '[shop/mongo] zoneTags must be true or false, got "yes"; write true'],
  [
    'a Kubernetes that is none',
    { kubernetes: '35', zoneTags: true },
    '[shop/mongo] kubernetes must be a minor version from "1.27", got "35"; write "1.30"',
  ],
])('refuses %s', (_, props, message) => {
  expect(
    refusal((chart) => build(chart, props))
      .split('\n')
      .slice(1),
  ).toEqual([expect.stringContaining(message)]);
});
