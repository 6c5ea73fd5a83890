import { applyObjects } from './fixtures/backends';
import { get, succeed, waitFor } from './kubectl';
import { applyLoneSet, applyPrograms, backends, backup, dumpedOften, loneSet, memberSet } from './monitored-programs';
import { MongoSet } from './mongo-set';
import { Trial } from './mongo-trial';
import { Writer } from './mongo-writer';
import { alertOf } from './prometheus';

/** A fault, and the alerts that must fire while it lasts. */
export interface Fault {
  readonly title: string;
  readonly alerts: readonly string[];
  /** True for a fault that takes longer than CI has time for. */
  readonly isLong?: boolean;
  /** True if the alerts go on for minutes, until another fault was mended, or until a later step sees their end. */
  readonly lingers?: boolean;
  /** True for a fault that the programs begin in. */
  readonly isFirst?: boolean;
  readonly stage: (trial: Trial) => Promise<unknown>;
  readonly mend: (trial: Trial) => Promise<unknown>;
}

const ofSet = (alert: string) => alertOf(memberSet.namespace, memberSet.name, alert);
const ofLone = (alert: string) => alertOf(loneSet.namespace, loneSet.name, alert);
const ofBackup = (alert: string) => alertOf(loneSet.namespace, backup.name, alert);
const ofBackend = (name: string, alert: string) => alertOf(backends.namespace, name, alert);

/** The faults, of which each alert of the library has one at least. */
export const faults: readonly Fault[] = [
  {
    title: 'pods whose policies let another namespace in',
    alerts: [
      ofSet('MongoNotScraped'),
      ofLone('MongoNotScraped'),
      ofBackend(backends.short, 'BackendNotScraped'),
      ofBackend(backends.long, 'BackendNotScraped'),
    ],
    // A policy does not cut open connections.
    isFirst: true,
    stage: () => Promise.resolve(),
    mend: () => applyPrograms(dumpedOften),
  },
  {
    title: 'dumps and slices that wait for a volume',
    alerts: [ofBackup('MongoDumpMissing'), ofBackup('MongoSliceMissing')],
    // They begin with the next minute.
    isFirst: true,
    lingers: true,
    stage: () => Promise.resolve(),
    mend: async () => {
      const metadata = { name: backup.claim, namespace: loneSet.namespace };
      const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
      await applyLoneSet();
      await applyObjects([{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec }]);
    },
  },
  {
    title: 'members that are gone, and a set without a primary',
    alerts: [ofSet('MongoNoPrimary'), ofSet('MongoMemberDown')],
    stage: async () => {
      const metadata = { name: 'none', namespace: memberSet.namespace };
      await applyObjects([{ apiVersion: 'v1', kind: 'ResourceQuota', metadata, spec: { hard: { pods: '0' } } }]);
      await waitFor('the quota', 20, async () =>
        (await memberSet.kubectl('get resourcequota none -o jsonpath={.status.hard.pods}')) === '0' ? true : undefined,
      );
      await memberSet.kubectl('delete pods mongo-0 mongo-1 --grace-period=1 --wait=false');
    },
    mend: async (trial) => {
      await memberSet.kubectl('delete resourcequota none');
      // The StatefulSet's controller tries again when its object changes, and otherwise later each time.
      await memberSet.kubectl(`annotate statefulset mongo e2e/mended=${Date.now()}`);
      await trial.healthy(120);
    },
  },
  {
    title: 'a node with two of three members',
    alerts: [ofSet('MongoMajorityOnOneNode')],
    isLong: true,
    stage: crowdNode,
    mend: async (trial) => {
      await memberSet.kubectl('delete persistentvolumeclaim data-mongo-2 --wait=false');
      await memberSet.kubectl('delete pod mongo-2');
      await trial.healthy(120);
    },
  },
  {
    title: 'a member that does not apply the writes of the primary',
    alerts: [ofSet('MongoReplicationLag')],
    isLong: true,
    // By one connection: the server may accept no other while it is locked.
    stage: (trial) => onSecondary(trial, 'db.fsyncLock(); sleep(95000); db.fsyncUnlock()'),
    mend: () => Promise.resolve(),
  },
  {
    title: 'connections of which few are left',
    alerts: [ofLone('MongoConnectionsNearLimit')],
    isLong: true,
    stage: () => inside(loneSet, 'for n in {20..99}; do eval "exec $n<>/dev/tcp/127.0.0.1/27017"; done; sleep 45'),
    mend: () => Promise.resolve(),
  },
  {
    title: 'a full oplog that does not reach back for hours',
    alerts: [ofLone('MongoOplogWindowShort')],
    isLong: true,
    lingers: true,
    stage: async () => {
      const { namespace, image } = loneSet;
      await (await Writer.start({ namespace, image, hosts: loneSet.hosts(1) })).fill(50);
    },
    mend: () => loneSet.kubectl('delete pod writer'),
  },
  {
    title: 'a volume that fills up',
    alerts: [ofLone('MongoDiskFilling')],
    isLong: true,
    lingers: true,
    stage: () => fillVolume(90),
    mend: () => Promise.resolve(),
  },
  {
    title: 'a volume that is nearly full',
    alerts: [ofLone('MongoDiskFull')],
    isLong: true,
    stage: () => fillVolume(97),
    mend: () => inside(loneSet, 'rm /data/db/ballast'),
  },
  {
    title: 'a Secret that cannot be used, and an agent that waits for it',
    alerts: [ofLone('MongoUserRefused'), ofLone('MongoAgentWaiting')],
    isLong: true,
    stage: () => changePassword('a\tb'),
    mend: () => changePassword('mended'),
  },
  {
    title: 'an agent whose change the server refuses',
    alerts: [ofLone('MongoAgentStuck')],
    isLong: true,
    lingers: true,
    stage: async () => {
      const missing = { role: 'watchman', db: 'user-admin' };
      await applyLoneSet({ roles: [{ role: 'auditor', db: 'admin', roles: [missing] }] });
      await loneSet.renewFiles();
    },
    mend: async () => {
      await applyLoneSet();
      await loneSet.renewFiles();
    },
  },
  {
    title: 'a set that is scaled to nothing',
    alerts: [ofLone('MongoNotScraped')],
    isLong: true,
    stage: () => loneSet.kubectl('scale statefulset mongo --replicas=0'),
    mend: () => applyLoneSet(),
  },
  {
    title: 'pods that answer without a Content-Type',
    alerts: [ofBackend(backends.short, 'BackendNotScraped')],
    isLong: true,
    stage: () => applyPrograms({ short: { env: { METRICS_TYPE: '' } } }),
    mend: () => applyPrograms(),
  },
  {
    title: 'a backend whose container ends again and again',
    alerts: ['BackendDown', 'BackendPodsMissing', 'BackendRestarting'].map((alert) => ofBackend(backends.short, alert)),
    isLong: true,
    // All pods at once: a rollout keeps those that serve.
    stage: () =>
      applyPrograms({
        short: {
          command: ['node', '-e', 'process.exit(1)'],
          overrides: { deployment: { spec: { strategy: { type: 'Recreate', rollingUpdate: null } } } },
        },
      }),
    mend: () => applyPrograms(),
  },
  {
    title: 'an autoscaler that can go no higher',
    alerts: [ofBackend(backends.long, 'BackendAutoscalerAtMaximum')],
    isLong: true,
    lingers: true,
    stage: () => applyPrograms({ long: { min: 2, max: 3, memoryPercent: 10 } }),
    mend: () => applyPrograms(),
  },
];

/** Gives member 2 a new volume on the node of member 0. Meanwhile no controller gives it one elsewhere. */
async function crowdNode(trial: Trial): Promise<void> {
  const { namespace } = memberSet;
  const node = (await memberSet.pods()).find(({ metadata }) => metadata.name === 'mongo-0')?.spec.nodeName ?? '';
  const { spec } = await get<{ spec: { volumeName?: string } }>(`-n ${namespace} persistentvolumeclaim data-mongo-2`);
  delete spec.volumeName;
  await memberSet.kubectl('delete statefulset mongo --cascade=orphan');
  await memberSet.kubectl('delete pod/mongo-2 persistentvolumeclaim/data-mongo-2');
  const annotations = { 'volume.kubernetes.io/selected-node': node };
  const metadata = { name: 'data-mongo-2', namespace, annotations };
  await applyObjects([{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata, spec }]);
  await memberSet.apply();
  await trial.healthy(120);
}

async function changePassword(password: string): Promise<void> {
  await loneSet.writeSecret('mongo-second', { username: 'second', password });
  await loneSet.renewFiles();
}

/** Fills the volume of the set of one member up to a share of its size. */
async function fillVolume(percent: number): Promise<void> {
  const bytes = `$(($1 * ${percent} / 100 - $2))`;
  await inside(
    loneSet,
    `set -- $(df -B1 --output=size,used /data/db | tail -1); head -c ${bytes} /dev/zero >>/data/db/ballast`,
  );
}

/** Runs a script for mongosh on the secondary of the highest ordinal. */
async function onSecondary(trial: Trial, script: string): Promise<void> {
  const pod = (await trial.primary()) === 'mongo-2' ? 1 : 2;
  const uri = `mongodb://$ADMINISTRATOR@${memberSet.host(pod)}/?directConnection=true`;
  await inContainer(memberSet, 'writer', `mongosh --norc --quiet "${uri}" --eval '${script}'`);
}

async function inside(one: MongoSet, script: string): Promise<void> {
  await inContainer(one, 'mongo-0', script);
}

async function inContainer({ namespace }: MongoSet, pod: string, script: string): Promise<void> {
  const args = ['-n', namespace, 'exec', pod, '--', 'bash', '-c', script];
  await succeed('kubectl', args, { seconds: 180 });
}
