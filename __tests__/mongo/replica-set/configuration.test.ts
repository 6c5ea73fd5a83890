import fs from 'node:fs';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { dumpFiles, jobProgram, program, restartHash, script } from '../../../lib/mongo/replica-set/configuration';
import { MongoStatefulSetProps } from '../../../lib/mongo/replica-set/props';
import { MongoBackup } from '../../../lib/mongo/backup/mongo-backup';
import { MongoSnapshots } from '../../../lib/mongo/snapshots/mongo-snapshots';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { effectsOf, plannedChanges } from '../../../lib/plan/plan';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { only, rendered } from '../../rendered';

function mongo({
  role = 'readWrite',
  ...props
}: Partial<MongoStatefulSetProps> & { role?: string } = {}): readonly KubernetesManifest[] {
  return rendered((chart) => {
    const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
    const credentials = new SecretRef(chart, 'mongo-shop', { keys: ['username', 'password'] });
    const users = [{ credentials, roles: [{ role, db: 'shop' }] }];
    new MongoStatefulSet(chart, 'mongo', { storage: { size: '1Gi' }, keyfile, users, ...props });
  });
}

function files(manifests: readonly KubernetesManifest[], name: string): Record<string, string> {
  const [configMap] = manifests.filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name);
  return configMap?.['data'] as Record<string, string>;
}

function hash(manifests: readonly KubernetesManifest[]): unknown {
  const { spec } = only(manifests, 'StatefulSet') as unknown as {
    spec: { template: { metadata: { annotations: Record<string, string> } } };
  };
  return spec.template.metadata.annotations['cdk8s-backend/config'];
}

// The first test: the others read the same files.
test('reads a file of the package once a process, however many sets there are', () => {
  const read = jest.spyOn(fs, 'readFileSync');
  const texts = [program('agent.js'), program('agent.js'), script('start.sh'), script('start.sh')];
  const count = read.mock.calls.length;
  read.mockRestore();
  expect(texts.map((text) => text.split('\n')[0])).toEqual([
    expect.stringMatching(/^\/\/ cdk8s-backend \d/),
    expect.stringMatching(/^\/\/ cdk8s-backend \d/),
    '#!/usr/bin/env bash',
    '#!/usr/bin/env bash',
  ]);
  expect(count).toBe(2);
});

test('configures mongod', () => {
  expect(files(mongo({ resources: { limits: { memory: '4Gi' } } }), 'mongo-mongod')['mongod.conf']).toMatchSnapshot();
});

test('tells the agent about its set and its users', () => {
  const { 'agent.json': agent = '', 'desired.json': desired = '' } = files(mongo(), 'mongo-agent');
  expect({ agent: JSON.parse(agent) as unknown, desired: JSON.parse(desired) as unknown }).toMatchSnapshot();
});

test("carries the agent's program byte for byte, and starts it by mongosh", () => {
  const { 'agent.js': agent, 'main.js': start } = files(mongo(), 'mongo-agent');
  expect([agent, start]).toEqual([program('agent.js'), "require('/agent/agent.js').run(Mongo);\n"]);
});

test('restarts the members for a new configuration, and for nothing that the agent brings about', () => {
  const before = hash(mongo());
  expect([
    hash(mongo({ role: 'read' })) === before,
    hash(mongo({ members: 5 })) === before,
    hash(mongo({ featureCompatibilityVersion: '8.0', removedUsers: [{ username: 'old' }] })) === before,
    hash(mongo({ mongod: { slowOpThresholdMs: 50 } })) === before,
    hash(mongo({ resources: { limits: { memory: '4Gi' } } })) === before,
  ]).toEqual([true, true, true, false, false]);
});

test('has nothing to restart in a plan for another program of the agent', () => {
  const before = mongo();
  const after = before.map((manifest) =>
    manifest.metadata.name === 'mongo-agent'
      ? { ...manifest, data: { 'agent.js': '// of the next release' } }
      : manifest,
  );
  expect(plannedChanges(before, after).map((change) => effectsOf(change))).toEqual([[]]);
});

test.each([
  ['a comment', '  # of the next release\n', true],
  ['a command', 'ulimit -c 0\n', false],
])('keeps the hash of the configuration for %s in a script of mongod: %p', (_, line, same) => {
  const given = { 'mongod.conf': 'net: {}\n', 'start.sh': 'exec mongod\n' };
  const changed = { ...given, 'start.sh': `${line}${given['start.sh']}` };
  expect(restartHash(changed, undefined) === restartHash(given, undefined)).toBe(same);
});

test('restarts the members for every other mode of TLS, which no running mongod goes back from', () => {
  const certificate = { issuer: { name: 'internal' } };
  const modes = ['off', 'allow', 'prefer', 'require'] as const;
  expect(new Set(modes.map((mode) => hash(mongo({ tls: { mode, certificate } })))).size).toBe(4);
});

test.each([
  ['a dump to a volume', dumpFiles({ transfers: false, slices: true }), ['jobs.js']],
  ['a dump to a bucket', dumpFiles({ transfers: true, slices: false }), ['jobs.js', 'download.sh', 'upload.sh']],
  [
    'slices to a bucket',
    dumpFiles({ transfers: true, slices: true }),
    ['jobs.js', 'download.sh', 'store-slice.sh', 'upload.sh'],
  ],
  ['a snapshot', jobProgram(), ['jobs.js']],
])('has the programs of %s, and no other', (_, found, names) => {
  expect(Object.keys(found)).toEqual(names);
});

// Those of scanners that tell a ConfigMap with a credential by its text.
const suspicious = /pass\s*:|password\s*[:=]|secret\s*[:=]/i;

test('renders no ConfigMap that a scanner takes for one with credentials', () => {
  const manifests = rendered((chart) => {
    const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
    const credentials = new SecretRef(chart, 'mongo-shop', { keys: ['username', 'password'] });
    const roles = [
      { role: 'readWrite', db: 'shop' },
      { role: 'backup', db: 'admin' },
    ];
    const tls = { mode: 'require', certificate: { issuer: { name: 'internal' } } } as const;
    const storage = { size: '1Gi' };
    const set = new MongoStatefulSet(chart, 'mongo', { storage, keyfile, users: [{ credentials, roles }], tls });
    const schedule = '0 3 * * *';
    const restore = { targetSet: 'mongo', user: credentials };
    new MongoBackup(chart, 'backup', { mongo: set, user: credentials, storage, schedule, restore });
    new MongoSnapshots(chart, 'snapshots', { mongo: set, user: credentials, schedule });
  });
  const texts = manifests.flatMap(({ kind, metadata, data }) =>
    kind === 'ConfigMap' ? Object.entries(data as object).map(([key, text]) => [metadata.name, key, String(text)]) : [],
  );
  expect(texts.map(([name, key]) => `${name ?? ''} ${key ?? ''}`).sort()).toEqual([
    'backup-files backup.json',
    'backup-files jobs.js',
    'backup-files restore.json',
    'mongo-agent agent.js',
    'mongo-agent agent.json',
    'mongo-agent desired.json',
    'mongo-agent main.js',
    'mongo-mongod mongod.conf',
    'mongo-mongod prepare.sh',
    'mongo-mongod start.sh',
    'snapshots-files jobs.js',
    'snapshots-files snapshots.json',
  ]);
  expect(texts.filter(([, , text = '']) => suspicious.test(text))).toEqual([]);
});
