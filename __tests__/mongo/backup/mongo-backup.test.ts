import { App, Chart } from 'cdk8s';
import { MongoBackup, MongoBackupProps } from '../../../lib/mongo/backup/mongo-backup';
import { podTemplate } from '../../../lib/manifests/pod-template';
import { MongoStatefulSetProps } from '../../../lib/mongo/replica-set/props';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { field, KubernetesManifest } from '../../../lib/manifests/manifest';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { prerequisites } from '../../../lib/prerequisites/prerequisites';
import { only, refusal, rendered, yaml } from '../../rendered';

interface Container {
  readonly name: string;
  readonly env: readonly { readonly valueFrom?: object }[];
  readonly volumeMounts: readonly { readonly name: string }[];
}

interface Pod {
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes: readonly object[];
}

function build(chart: Chart, props: object = {}, set: Partial<MongoStatefulSetProps> = {}): void {
  const [dumper, restorer] = ['mongo-dumper', 'mongo-restorer'].map(
    (name) => new SecretRef(chart, name, { keys: ['username', 'password'] }),
  ) as [SecretRef<'username' | 'password'>, SecretRef<'username' | 'password'>];
  const mongo = new MongoStatefulSet(chart, 'mongo', {
    storage: { size: '20Gi' },
    keyfile: new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
    roles: [
      { role: 'everything', db: 'admin', privileges: [{ resource: { anyResource: true }, actions: ['anyAction'] }] },
    ],
    users: [
      { credentials: dumper, roles: [{ role: 'backup', db: 'admin' }] },
      { credentials: restorer, roles: [{ role: 'everything', db: 'admin' }] },
    ],
    ...set,
  });
  const given = { storage: { size: '40Gi' }, schedule: '0 3 * * *', ...props } as Omit<
    MongoBackupProps,
    'mongo' | 'user'
  >;
  const restore = given.restore === undefined ? undefined : { ...given.restore, user: restorer };
  new MongoBackup(chart, 'mongo-backup', { mongo, user: dumper, ...given, restore });
}

function backup(props: object = {}, set: Partial<MongoStatefulSetProps> = {}): readonly KubernetesManifest[] {
  return rendered((chart) => {
    build(chart, props, set);
  }).filter(({ metadata }) => metadata.name.startsWith('mongo-backup'));
}

function intoBucket(props: object = {}): readonly KubernetesManifest[] {
  const all = rendered((chart) => {
    const credentials = new SecretRef(chart, 'bucket', { keys: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] });
    const s3 = { bucket: 'shop-dumps', region: 'eu-central-1', credentials, scratch: { size: '40Gi' } };
    build(chart, { storage: { s3 }, ...props });
  });
  return all.filter(({ metadata }) => metadata.name.startsWith('mongo-backup'));
}

function podOf(workload: KubernetesManifest): Pod {
  return field(podTemplate(workload), 'spec') as Pod;
}

function file(manifests: readonly KubernetesManifest[], name: string): unknown {
  const data = only(manifests, 'ConfigMap')['data'] as Record<string, string>;
  return JSON.parse(data[name] ?? 'null');
}

test('is a CronJob with a volume for its dumps, and a way to the members and nowhere else', () => {
  expect(yaml(backup().filter(({ kind }) => kind !== 'ConfigMap'))).toMatchSnapshot();
});

test('dumps from a secondary, and keeps a week', () => {
  expect(file(backup(), 'backup.json')).toEqual({
    set: 'mongo',
    uri: `mongodb://${[0, 1, 2].map((ordinal) => `mongo-${ordinal}.mongo.shop.svc.cluster.local:27017`).join(',')}/?readPreference=secondaryPreferred&appName=backup&authSource=admin&replicaSet=mongo&connectTimeoutMS=5000&heartbeatFrequencyMS=5000`,
    keep: 7,
    dumps: '/dumps',
    user: '/etc/user',
    run: '/run/backup',
  });
});

test('restores by a Job of its own, on request', () => {
  const manifests = backup({ restore: { targetSet: 'mongo' } });
  expect(file(manifests, 'restore.json')).toMatchObject({
    into: 'mongo',
    from: 'mongo',
    dump: 'latest',
    replaceData: false,
  });
  expect(only(manifests, 'Job')).toMatchObject({
    spec: {
      backoffLimit: 0,
      template: {
        spec: {
          volumes: expect.arrayContaining([expect.objectContaining({ name: 'user' })]) as unknown,
          containers: [{ name: 'restore' }],
        },
      },
    },
  });
});

test('restores once more when what is restored changes, and not otherwise', () => {
  const changes = [{}, {}, { dump: 'mongo-2026-01-02T03-00-00Z.archive.gz' }, { replaceData: true }, { restoreId: 2 }];
  const made = changes.map((change) => {
    const manifests = backup({ restore: { targetSet: 'mongo', ...change } });
    return [only(manifests, 'Job').metadata.name, (file(manifests, 'restore.json') as { mark: string }).mark];
  });
  expect(made[0]).toEqual(made[1]);
  expect([0, 1].map((column) => new Set(made.map((row) => row[column])).size)).toEqual([4, 4]);
});

test('keeps the mark of what was restored when the set grows or gets another image', () => {
  const changes: Partial<MongoStatefulSetProps>[] = [{}, { members: 5 }, { image: 'docker.io/library/mongo:8.0.31' }];
  const marks = changes.map(
    (change) => (file(backup({ restore: { targetSet: 'mongo' } }, change), 'restore.json') as { mark: string }).mark,
  );
  expect(new Set(marks).size).toBe(1);
});

test('takes the dumps of another backup', () => {
  const manifests = backup({ storage: { claim: 'mongo-backup-old' } });
  expect(manifests.filter(({ kind }) => kind === 'PersistentVolumeClaim')).toEqual([]);
  expect(only(manifests, 'CronJob')).toHaveProperty(
    'spec.jobTemplate.spec.template.spec.volumes.1.persistentVolumeClaim.claimName',
    'mongo-backup-old',
  );
});

test("dumps into a bucket by way of a volume that is only the run's", () => {
  const manifests = intoBucket();
  const pod = podOf(only(manifests, 'CronJob'));
  expect([pod.initContainers?.map(({ name }) => name), pod.containers.map(({ name }) => name)]).toEqual([
    ['backup'],
    ['upload'],
  ]);
  expect(pod.volumes).toContainEqual({
    name: 'dumps',
    ephemeral: {
      volumeClaimTemplate: {
        spec: {
          accessModes: ['ReadWriteOnce'],
          volumeMode: 'Filesystem',
          resources: { requests: { storage: '40Gi' } },
        },
      },
    },
  });
  expect(manifests.filter(({ kind }) => kind === 'PersistentVolumeClaim')).toEqual([]);
});

test("deletes a dump's volume an hour after its upload, and no Job that restores, which would be made anew", () => {
  const manifests = intoBucket({ restore: { targetSet: 'mongo' } });
  expect(only(manifests, 'CronJob')).toHaveProperty('spec.jobTemplate.spec.ttlSecondsAfterFinished', 3600);
  expect(only(manifests, 'Job')).not.toHaveProperty('spec.ttlSecondsAfterFinished');
  expect(only(backup(), 'CronJob')).not.toHaveProperty('spec.jobTemplate.spec.ttlSecondsAfterFinished');
});

test("says of both workloads to kube-score why their user's number is a low one, if it is asked", () => {
  const manifests = backup({ restore: { targetSet: 'mongo' }, scanners: ['kube-score'] });
  const annotations = ['CronJob', 'Job'].map((kind) => only(manifests, kind).metadata.annotations);
  const check = 'container-security-context-user-group-id';
  const ignored = {
    'kube-score/ignore': check,
    [`cdk8s-backend/reason.kube-score.${check}`]: 'the program runs as user 999 by intention',
  };
  expect(annotations).toEqual([ignored, ignored]);
});

test('restores from a bucket by download, restore and mark, each only after the one before', () => {
  const pod = podOf(only(intoBucket({ restore: { targetSet: 'mongo' } }), 'Job'));
  expect([pod.initContainers?.map(({ name }) => name), pod.containers.map(({ name }) => name)]).toEqual([
    ['download', 'restore'],
    ['mark'],
  ]);
});

test('shows the credentials of the user to the steps by mongosh alone, and those of the bucket to the client alone', () => {
  const { initContainers = [], containers } = podOf(only(intoBucket(), 'CronJob'));
  const seen = [...initContainers, ...containers].map(({ name, env, volumeMounts }) => [
    name,
    volumeMounts.some((mount) => mount.name === 'user'),
    env.some(({ valueFrom }) => valueFrom !== undefined),
  ]);
  expect(seen).toEqual([
    ['backup', true, false],
    ['upload', false, true],
  ]);
});

test('is let out to the bucket', () => {
  expect(only(intoBucket(), 'NetworkPolicy')).toHaveProperty('spec.egress.2', {
    ports: [{ port: 443, protocol: 'TCP' }],
  });
});

test.each<[string, object, string]>([
  [
    'a restore into a set of another name',
    { restore: { targetSet: 'mongo-staging' } },
    '[shop/mongo-backup] restore.targetSet must be the name of the set that is restored into, got "mongo-staging"; write "mongo"',
  ],
  [
    'a schedule that is none',
    { schedule: 'daily' },
    '[shop/mongo-backup] schedule must be a schedule, got "daily"; write minute, hour, day, month and day of the week, such as "0 3 * * *"',
  ],
  ['no dump kept', { retainLast: 0 }, '[shop/mongo-backup] retainLast must be an integer from 1, got 0; write 1'],
  [
    'a size that is no quantity',
    { storage: { size: '40gb' } },
    '[shop/mongo-backup] storage.size must be a positive quantity of bytes, got "40gb"; write "40Gi"',
  ],
  [
    'a claim that cannot be',
    { storage: { claim: 'Dumps' } },
    '[shop/mongo-backup] storage.claim must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "Dumps"; write "dumps"',
  ],
])('refuses %s', (_, props, message) => {
  const text = refusal((chart) => {
    build(chart, props);
  });
  expect(text).toContain(message);
});

test('refuses users that the set does not make, once each and where they are written', () => {
  const text = refusal((chart) => {
    const stranger = new SecretRef(chart, 'stranger', { keys: ['username', 'password'] });
    const mongo = new MongoStatefulSet(chart, 'mongo', {
      storage: { size: '20Gi' },
      keyfile: new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
    });
    const restore = { targetSet: 'mongo', user: stranger };
    new MongoBackup(chart, 'mongo-backup', {
      mongo,
      user: stranger,
      storage: { size: '1Gi' },
      schedule: '0 3 * * *',
      restore,
    });
  });
  expect(text.split('\n').slice(1)).toEqual([
    '[shop/mongo-backup] user must be one of the set\'s users (none), got "stranger"; add it to the set\'s users',
    '[shop/mongo-backup] restore.user must be one of the set\'s users (none), got "stranger"; add it to the set\'s users',
  ]);
});

const missing = [
  'mongo must be a MongoStatefulSet, got undefined; write new MongoStatefulSet(chart, "mongo", …)',
  'user must be a SecretRef, got undefined; write new SecretRef(chart, "mongo-dumper", { keys: ["username", "password"] })',
  'storage must be { size, className } or { claim } or { s3 } or { gcs } or { azureBlob }, got undefined; write { size: "40Gi" }',
  'schedule must be a string, got undefined; write "0 3 * * *"',
];

test.each<[string, unknown, string[]]>([
  ['nothing', undefined, ['props must be an object, got undefined; write { mongo, user, storage, schedule }']],
  ['none', {}, missing],
  [
    'a restore that is none',
    { restore: true },
    [...missing, 'restore must be { targetSet, user, dump, to, from, replaceData, restoreId }, got true'],
  ],
])('reports props that are %s, and crashes at none', (_, given, findings) => {
  const text = refusal((chart) => {
    new MongoBackup(chart, 'mongo-backup', given as MongoBackupProps);
  });
  const found = text.split('\n').slice(1);
  expect(found.map((finding) => finding.replace('[shop/mongo-backup] ', ''))).toEqual(findings);
});

test.each<[string, object, string]>([
  ['a word that it does not know', { retainLst: 3 }, 'retainLst is no prop of a MongoBackup; write "retainLast"'],
  [
    'a user without a password',
    { user: { name: 'mongo-dumper' } },
    'user must be a SecretRef, got an object; write new SecretRef(chart, "mongo-dumper", { keys: ["username", "password"] })',
  ],
  ['a list for a schedule', { schedule: [] }, 'schedule must be a string, got a list; write "0 3 * * *"'],
  ['a list for a number', { retainLast: [7] }, 'retainLast must be an integer from 1, got a list'],
  ['resources that are none', { resources: '1Gi' }, 'resources must be { requests, limits }, got "1Gi"'],
  [
    'a text that is not false',
    { restore: { targetSet: 'mongo', replaceData: 'false' } },
    'restore.replaceData must be true or false, got "false"; write replaceData: true to drop all databases first',
  ],
  [
    'a number for a dump',
    { restore: { targetSet: 'mongo', dump: 5 } },
    'restore.dump must be a string, got 5; write "latest"',
  ],
])('reports %s, and nothing else', (_, props, finding) => {
  const text = refusal((chart) => {
    build(chart, props);
  });
  expect(text.split('\n').slice(1)).toEqual([`[shop/mongo-backup] ${finding}`]);
});

test('dumps into a bucket, and restores, as an identity of the cloud without any key', () => {
  const workloadIdentity = { aws: { roleArn: 'arn:aws:iam::123456789012:role/dumps' } };
  const s3 = { bucket: 'shop-dumps', region: 'eu-central-1', scratch: { size: '40Gi' } };
  const manifests = backup({ storage: { s3 }, workloadIdentity, restore: { targetSet: 'mongo' } });
  expect(only(manifests, 'ServiceAccount')).toMatchObject({
    metadata: { name: 'mongo-backup', annotations: { 'eks.amazonaws.com/role-arn': workloadIdentity.aws.roleArn } },
  });
  for (const kind of ['CronJob', 'Job']) {
    const pod = podOf(only(manifests, kind));
    const clients = [...(pod.initContainers ?? []), ...pod.containers].filter(({ name }) => /load|mark/.test(name));
    expect(clients.map(({ env }) => env.filter(({ valueFrom }) => valueFrom !== undefined))).toEqual(
      clients.map(() => []),
    );
    expect(field(podTemplate(only(manifests, kind)), 'spec', 'serviceAccountName')).toBe('mongo-backup');
  }
});

test('refuses an identity that nothing uses', () => {
  const workloadIdentity = { aws: { roleArn: 'arn:aws:iam::123456789012:role/dumps' } };
  expect(
    refusal((chart) => {
      build(chart, { workloadIdentity });
    }),
  ).toContain(
    '[shop/mongo-backup] workloadIdentity must be left out for dumps on a volume, which need no identity; leave it out, or write storage: { s3: { … } }',
  );
});

test('tells `secrets` that the keys of the bucket are those of another namespace', () => {
  const manifests = rendered((chart) => {
    const keys = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const;
    const copyOf = new SecretRef(new Chart(App.of(chart), 'other', { namespace: 'other' }), 'bucket', { keys });
    const credentials = new SecretRef(chart, 'bucket', { keys, copyOf });
    build(chart, { storage: { s3: { bucket: 'dumps', region: 'eu', credentials, scratch: { size: '1Gi' } } } });
  });
  expect(prerequisites(manifests).secrets.find(({ name }) => name === 'bucket')?.copyOf).toEqual({
    namespace: 'other',
    name: 'bucket',
  });
});

test('has the labels by which Azure puts a token into the pods', () => {
  const workloadIdentity = { azure: { clientId: '01234567-89ab-cdef-0123-456789abcdef' } };
  const azureBlob = { account: 'shopdumps', container: 'dumps', scratch: { size: '1Gi' } };
  const manifests = backup({ storage: { azureBlob }, workloadIdentity });
  expect(field(podTemplate(only(manifests, 'CronJob')), 'metadata', 'labels')).toMatchObject({
    'azure.workload.identity/use': 'true',
    'mongo-client': 'true',
  });
});

const sliceJob = (manifests: readonly KubernetesManifest[]) =>
  manifests.find(({ metadata }) => metadata.name === 'mongo-backup-oplog') ?? manifests[0];

test('adds slices of the oplog by a second CronJob, on the volume of the dumps and beside their pod', () => {
  const manifests = backup({ pointInTime: {} });
  const job = sliceJob(manifests);
  const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'mongo-backup' } } };
  const affinity = {
    podAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] },
  };
  expect(job).toMatchObject({
    spec: { schedule: '*/5 * * * *', concurrencyPolicy: 'Forbid', jobTemplate: { spec: { backoffLimit: 0 } } },
  });
  const jobs = manifests.filter(({ kind }) => kind === 'CronJob');
  expect(jobs.map((one) => podOf(one))).toEqual([
    expect.objectContaining({ affinity }),
    expect.objectContaining({ affinity }),
  ]);
  expect([file(manifests, 'backup.json'), file(manifests, 'slices.json')]).toMatchObject([
    { pointInTime: true },
    { set: 'mongo', dumps: '/dumps', user: '/etc/user' },
  ]);
});

test('lists a bucket before a slice, uploads it after, and needs no volume for it', () => {
  const manifests = intoBucket({
    pointInTime: { every: '1h' },
    restore: { targetSet: 'mongo', to: '2026-01-02T03:04:05Z' },
  });
  const job = sliceJob(manifests);
  const pod = job && podOf(job);
  expect([pod?.initContainers?.map(({ name }) => name), pod?.containers.map(({ name }) => name)]).toEqual([
    ['list', 'slice'],
    ['store'],
  ]);
  expect(pod?.volumes).toContainEqual({ name: 'dumps', emptyDir: {} });
  expect([file(manifests, 'slices.json'), file(manifests, 'restore.json')]).toMatchObject([
    { listing: '/dumps/listing' },
    { listing: '/dumps/listing', to: '2026-01-02T03:04:05Z' },
  ]);
});

test('reports times between slices that no schedule has, and times that no restore can be to', () => {
  const text = refusal((chart) => {
    build(chart, {
      pointInTime: { every: '30s' },
      restore: { targetSet: 'mongo', to: '2026-02-30T10:31:00Z', dump: 'mongo-2026-01-02T03-00-00Z.archive.gz' },
    });
  });
  expect(text).toContain(
    'pointInTime.every must be minutes that divide an hour or hours that divide a day, got "30s"; write "5m"',
  );
  expect(text).toContain('restore.to must be a time that exists, got "2026-02-30T10:31:00Z"');
  expect(text).toContain('restore.to must be left out with restore.dump, because the newest dump before it is taken');
});

test.each(['2026-01-02T03:04:05+01:00', '2026-01-02', '2026-01-02T03:04:05.5Z', 'yesterday'])(
  'reports %s, which is no second in UTC',
  (to) => {
    const text = refusal((chart) => {
      build(chart, { restore: { targetSet: 'mongo', to } });
    });
    expect(text).toContain(`restore.to must be a second in UTC (RFC 3339), got "${to}"; write "2026-01-04T10:31:00Z"`);
  },
);

test.each(['7m', '90m', '5h', '0m', '25h', 'often'])('reports slices every %s', (every) => {
  const text = refusal((chart) => {
    build(chart, { pointInTime: { every } });
  });
  expect(text).toContain(`pointInTime.every must be minutes that divide an hour`);
});
