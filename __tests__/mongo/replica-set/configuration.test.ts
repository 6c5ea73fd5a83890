import fs, { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Manifest } from '../../../lib/manifests/manifest';
import { dumpFiles, snapshotFiles } from '../../../lib/mongo/replica-set/configuration';
import { MongoStatefulSetProps } from '../../../lib/mongo/replica-set/props';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { marksOf, plannedChanges } from '../../../lib/plan/plan';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { only, rendered } from '../../rendered';

function mongo({
  role = 'readWrite',
  ...props
}: Partial<MongoStatefulSetProps> & { role?: string } = {}): readonly Manifest[] {
  return rendered((chart) => {
    const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
    const credentials = new SecretRef(chart, 'mongo-shop', { keys: ['username', 'password'] });
    const users = [{ credentials, roles: [{ role, db: 'shop' }] }];
    new MongoStatefulSet(chart, 'mongo', { storage: { size: '1Gi' }, keyfile, users, ...props });
  });
}

function files(manifests: readonly Manifest[], name: string): Record<string, string> {
  const [configMap] = manifests.filter(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === name);
  return configMap?.['data'] as Record<string, string>;
}

function hash(manifests: readonly Manifest[]): unknown {
  const { spec } = only(manifests, 'StatefulSet') as unknown as {
    spec: { template: { metadata: { annotations: Record<string, string> } } };
  };
  return spec.template.metadata.annotations['cdk8s-backend/config'];
}

test('configures mongod', () => {
  expect(files(mongo({ resources: { limits: { memory: '4Gi' } } }), 'mongo-mongod')['mongod.conf']).toMatchSnapshot();
});

test('tells the agent about its set and its users', () => {
  const { 'agent.json': agent = '', 'wanted.json': wanted = '' } = files(mongo(), 'mongo-agent');
  expect({ agent: JSON.parse(agent) as unknown, wanted: JSON.parse(wanted) as unknown }).toMatchSnapshot();
});

test("carries the agent's program byte for byte", () => {
  const carried = files(mongo(), 'mongo-agent')['decide.js'];
  expect(carried).toBe(readFileSync(join(__dirname, '../../../lib/mongo-agent/decide.js'), 'utf8'));
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

test.each([
  ['the agent', '.js', '// of the next release', []],
  ["a comment in mongod's scripts", '.sh', '  # of the next release', []],
  ["mongod's scripts", '.sh', 'ulimit -c 0', ['restarts-pods']],
])('renders a change of %s (%s, %s) as a plan with the marks %j', (_, suffix, line, marks) => {
  const before = mongo();
  const read = fs.readFileSync;
  const changed = jest
    .spyOn(fs, 'readFileSync')
    .mockImplementation(((path: string, ...others: [BufferEncoding]) =>
      path.endsWith(suffix) ? `${read(path, ...others)}${line}\n` : read(path, ...others)) as typeof read);
  const after = mongo();
  changed.mockRestore();
  const carried = { ...files(after, 'mongo-agent'), ...files(after, 'mongo-mongod') };
  expect(Object.values(carried).filter((text) => text.endsWith(`${line}\n`))).not.toEqual([]);
  expect(
    plannedChanges(before, after)
      .flatMap(marksOf)
      .map(({ id }) => id),
  ).toEqual(marks);
});

test('restarts the members for every other mode of TLS, which no running mongod goes back from', () => {
  const certificate = { issuer: { name: 'internal' } };
  const modes = ['off', 'allow', 'prefer', 'require'] as const;
  expect(new Set(modes.map((mode) => hash(mongo({ tls: { mode, certificate } })))).size).toBe(4);
});

test.each([
  ['a dump to a volume', dumpFiles(false), ['backup.js', 'credentials.js', 'dumps.js', 'restore.js']],
  [
    'a dump to a bucket',
    dumpFiles(true),
    ['backup.js', 'credentials.js', 'download.sh', 'dumps.js', 'restore.js', 'upload.sh'],
  ],
  ['a snapshot', snapshotFiles(), ['credentials.js', 'dumps.js', 'kubernetes.js', 'newest-member.js', 'snapshots.js']],
])('has for %s every file that its programs ask for, and no other', (_, files, names) => {
  const asked = Object.values(files).flatMap((text) =>
    [...text.matchAll(/require\('\.\/([^']+)'\)/g)].map(([, name = '']) => name),
  );
  expect(Object.keys(files)).toEqual(names);
  expect(names).toEqual(expect.arrayContaining(asked));
});
