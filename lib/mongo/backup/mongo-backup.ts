import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject, customObject } from '../../construct/api-object';
import { jobSpecWithDigests } from '../../construct/digests';
import { finishObjects, overrides } from '../../construct/overrides';
import { checkObjectNamespaces } from '../../construct/named-object';
import { placed } from '../../construct/placed';
import { reportIssues } from '../../construct/reported-issues';
import { Findings } from '../../findings/findings';
import { dnsLabelProblem } from '../../kubernetes/names';
import { checkResources, resources, withDefaults } from '../../kubernetes/resources';
import { dns } from '../../network/dns';
import { withScopeDefaults, workloadDefaults } from '../../pods/defaults';
import { checkPods, Pods, pods } from '../../pods/pods';
import { registry } from '../../pods/registry';
import { addServiceAccount } from '../../pods/service-account';
import { checkIdentity, cloudIdentity, identityPodLabels } from '../../pods/workload-identity';
import { integer } from '../../props/scalar';
import { object } from '../../props/object';
import { defaultsOf, parseProps } from '../../props/props';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { BackupSettings, jobFiles } from '../agent/contract';
import { claimSpec } from '../mongod/storage';
import { dumpFiles, json } from '../replica-set/configuration';
import { credentials } from '../users/credentials';
import { backupAlertsObject } from './alerts';
import { backedUpSet, BackedUpSet, checkBackedUpSet, noSet, noUser, separateUri, SetUser } from './backed-up-set';
import { checkRestore, restore, restoreSettings, shortHash } from './backup-restore';
import { checkStorage, dumpStorage, dumpsVolume, remoteStorage } from './backup-storage';
import {
  besideEachOther,
  listed,
  MongoPointInTime,
  pointInTime,
  sliceSchedule,
  sliceSettings,
  slicesVolume,
} from './point-in-time';
import { downloadStep, listStep, markStep, storeSliceStep, uploadStep } from './storage-client';
import {
  jobPaths,
  jobsPolicySpec,
  runPodTemplate,
  schedule,
  scheduledJobSpec,
  setJobs,
  toolResources,
} from './set-jobs';

/** The time that a slice may take, in seconds: the next one must not wait for it for long. */
const sliceSeconds = 1800;

const objects = [
  'alerts',
  'claim',
  'cronJob',
  'files',
  'networkPolicy',
  'restore',
  'serviceAccount',
  'sliceCronJob',
] as const;

/** The props of a MongoBackup. */
export const mongoBackup = object({
  ...pods.entries,
  ...registry.entries,
  ...cloudIdentity.entries,
  /** The set that is dumped, and restored into. */
  mongo: backedUpSet,
  /** A user of the set with the role `backup` on `admin`. */
  user: credentials('mongo-dumper', ['username', 'password']),
  /** The volume of the dumps, the name of a claim that exists, such as another backup's, or a bucket. */
  storage: dumpStorage,
  ...schedule.entries,
  ...dns.entries,
  /**
   * The number of dumps that are kept. The oldest are deleted once a new one is complete, so that a volume needs room for one more.
   * @default 7
   */
  retainLast: integer({ min: 1, default: 7 }),
  /**
   * Slices of the oplog between the dumps, by a second CronJob: the set can be restored as it was at any second since the oldest dump. They
   * need room for the writes of that time.
   * @default - none: a restore is to the end of a dump
   */
  pointInTime: optional(named<MongoPointInTime, Decided<typeof pointInTime>>(pointInTime)),
  /** The time that a run may take, in seconds, from 60. @default 21600 */
  activeDeadlineSeconds: integer({ min: 60, default: 21600 }),
  /**
   * The requests and limits of each step of a run.
   * @default - requests 100m CPU, 512Mi memory, 64Mi ephemeral storage; limits 2 CPU, as much memory, 256Mi ephemeral storage
   */
  resources: optional(resources),
  /**
   * A Job that restores a dump when it is applied, once: a mark beside the dumps keeps it from a second restore, even if the Job is
   * recreated. Other props restore once more. Remove the prop after the restore.
   * @default - none
   */
  restore: optional(restore),
  /**
   * Fields merged last into the rendered objects, as `kubectl patch --type=strategic` merges them. The result is checked again.
   * @default - none
   */
  overrides: optional(overrides(objects)),
});

/** The props of a MongoBackup, as a program writes them. By default, images are pulled, and run, as those of the set are. */
export interface MongoBackupProps extends PropsOf<typeof mongoBackup>, Props {}

/**
 * Dumps of a replica set, by a CronJob: consistent at the moment of their end (`mongodump --oplog`), from a secondary, to a volume of
 * their own or to a bucket. A dump has its name only once it is complete, and a run that fails removes none.
 */
export class MongoBackup extends Construct {
  /** The runs' ServiceAccount; undefined if `serviceAccountName` is set. */
  readonly serviceAccount?: ApiObject;
  /** The ConfigMap of the runs' programs and settings. */
  readonly configMap: ApiObject;
  /** The claim of the dumps; undefined if they are on another's claim, or in a bucket. */
  readonly claim?: ApiObject;
  /** The NetworkPolicy of the runs; undefined if `networkPolicy` is false. */
  readonly networkPolicy?: ApiObject;
  /** The CronJob that dumps. */
  readonly cronJob: ApiObject;
  /** The CronJob that adds slices of the oplog; undefined without `pointInTime`. */
  readonly sliceCronJob?: ApiObject;
  /** The PrometheusRule; undefined if the set has none. */
  readonly alerts?: ApiObject;
  /** The Job that restores; undefined without `restore`. */
  readonly restoreJob?: ApiObject;

  constructor(scope: Construct, id: string, given: MongoBackupProps) {
    super(...placed('MongoBackup', scope, id));
    const findings = new Findings();
    reportIssues(this, findings);
    const words = { of: 'a MongoBackup', example: '{ mongo, user, storage, schedule }' };
    const parsed = parseProps(findings, mongoBackup, withScopeDefaults(this, given, workloadDefaults), words);
    const standIns = { mongo: noSet, user: noUser, storage: { claim: 'none' }, schedule: '' };
    const props = { ...defaultsOf(mongoBackup), ...standIns, ...parsed };
    const { user, storage, retainLast, activeDeadlineSeconds, restore, pointInTime } = props;
    const mongo: BackedUpSet = props.mongo;
    const resources = withDefaults(props.resources, toolResources);
    const podLabels = { ...props.podLabels, ...identityPodLabels(props.workloadIdentity) };
    const remote = remoteStorage(storage);
    const users = restore === undefined ? [user] : [user, restore.user];
    const jobs = setJobs(this, { ...props, podLabels }, 'backup', [...users, ...(remote?.secrets ?? [])]);
    const { metadata } = jobs.pods;
    check(findings, metadata, parsed);
    checkIdentity(findings, { props });
    checkResources(findings, resources);
    checkPods(findings, props, jobs.pods);
    checkObjectNamespaces(findings, given, metadata.namespace);
    const client = remote && { storage: remote, resources, registry: props.registry ?? mongo.registry };
    const dumps = dumpsVolume(id, storage, remote);
    const restoring = restore && restoreSettings(mongo, restore, restore.to === undefined ? {} : listed(remote));
    const isShared = pointInTime !== undefined && remote === undefined;
    const affinity = isShared ? besideEachOther(props.affinity, jobs.pods.selector) : undefined;

    this.serviceAccount = addServiceAccount(this, props, jobs.pods);
    this.configMap = apiObject(this, 'files', 'ConfigMap', {
      metadata: { ...metadata, name: jobs.files },
      data: {
        ...dumpFiles({ transfers: remote !== undefined, slices: pointInTime !== undefined }),
        [jobFiles.backup]: json(backupSettings(mongo, props)),
        ...(pointInTime && { [jobFiles.slice]: json(sliceSettings(mongo, user, remote)) }),
        ...(restoring && { [jobFiles.restore]: json(restoring) }),
      },
    });
    if ('size' in storage)
      this.claim = apiObject(this, 'claim', 'PersistentVolumeClaim', { metadata, spec: claimSpec(storage) });
    if (props.networkPolicy) {
      const spec = jobsPolicySpec(jobs, remote?.egress);
      this.networkPolicy = apiObject(this, 'network-policy', 'NetworkPolicy', { metadata, spec });
    }
    const after = client && [uploadStep(client, mongo.name, retainLast)];
    const template = runPodTemplate(jobs, { program: 'backup', user, resources, dumps, after, affinity });
    // With the Job goes the volume of its pod, after time to read the log. For a claim, the CronJob decides.
    const ttlSecondsAfterFinished = remote && 3600;
    const job = { backoffLimit: 2, activeDeadlineSeconds, template, ttlSecondsAfterFinished };
    this.cronJob = apiObject(this, 'cron-job', 'CronJob', {
      metadata: jobs.metadata,
      spec: scheduledJobSpec(props, job),
    });
    if (pointInTime !== undefined) {
      const template = runPodTemplate(jobs, {
        program: 'slice',
        user,
        resources,
        dumps: slicesVolume(dumps, remote),
        before: client && [listStep(client)],
        after: client && [storeSliceStep(client)],
        affinity,
      });
      const times = { schedule: sliceSchedule(pointInTime), timeZone: props.timeZone };
      this.sliceCronJob = apiObject(this, 'slice-cron-job', 'CronJob', {
        metadata: { ...jobs.metadata, name: `${id}-oplog` },
        spec: scheduledJobSpec(times, { backoffLimit: 0, activeDeadlineSeconds: sliceSeconds, template }),
      });
    }
    const alerts = backupAlertsObject(mongo, metadata, {
      activeDeadlineSeconds,
      slices: this.sliceCronJob?.name,
    });
    this.alerts = alerts && customObject(this, 'alerts', alerts);
    if (restore !== undefined && restoring !== undefined) {
      const template = runPodTemplate(jobs, {
        program: 'restore',
        user: restore.user,
        resources,
        dumps,
        before: client && [downloadStep(client, restoring)],
        after: client && [markStep(client, restoring.mark)],
        affinity,
      });
      const spec = jobSpecWithDigests(this, { backoffLimit: 0, activeDeadlineSeconds, template });
      const name = `${id}-restore-${shortHash([spec, json(restoring)])}`;
      this.restoreJob = apiObject(this, 'restore', 'Job', { metadata: { ...jobs.metadata, name }, spec });
    }
    finishObjects(this, props.overrides);
  }
}

function backupSettings(
  mongo: BackedUpSet,
  {
    user,
    retainLast,
    pointInTime,
  }: { readonly user: SetUser; readonly retainLast: number; readonly pointInTime?: object },
): BackupSettings {
  const uri = separateUri(mongo, user, { readPreference: 'secondaryPreferred', appName: 'backup' });
  return { set: mongo.name, uri, keep: retainLast, ...jobPaths, ...(pointInTime && { pointInTime: true }) };
}

function check(
  findings: Findings,
  { name, namespace }: Pods['metadata'],
  { mongo, user, storage, restore, ...account }: Partial<Decided<typeof mongoBackup>>,
): void {
  // A name has 63 characters at most, also that of the Job that restores.
  findings.add('id', dnsLabelProblem(name, 46));
  if (storage !== undefined) checkStorage(findings, storage, { ...account, namespace });
  if (mongo === undefined) return;
  checkBackedUpSet(findings, mongo, { user, 'restore.user': restore?.user }, { owner: 'backup', namespace });
  if (restore !== undefined) checkRestore(findings, restore, mongo.name);
}
