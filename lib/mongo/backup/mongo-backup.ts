import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { cdk8s } from '../../../imports/cdk8s';
import type * as k8s from '../../../imports/k8s';
import { reportIssues } from '../../construct/reported-issues';
import { apiObject } from '../../construct/api-object';
import { dns } from '../../network/dns';
import { withDns } from '../../network/set-dns';
import { Findings } from '../../findings/findings';
import { placed } from '../../construct/placed';
import { dnsLabelProblem } from '../../kubernetes/names';
import { checkResources, ContainerResources, resources, withDefaults } from '../../kubernetes/resources';
import { integer } from '../../props/number';
import { object } from '../../props/object';
import { BackupSettings, jobFiles, RestoreSettings } from '../agent/contract';
import { defaultsOf, parseProps } from '../../props/props';
import { Decided, optional, Props, PropsOf } from '../../props/schema';
import {
  backedUpSet,
  BackedUpSet,
  checkSetNamespace,
  checkSetUser,
  jobPods,
  noSet,
  noUser,
  separateUri,
} from './backed-up-set';
import { Backup, backupNetworkPolicySpec, backupPodTemplate, BackupRun } from './backup-pod';
import { checkRestore, DecidedRestore, restore, restoreTarget, shortHash } from './backup-restore';
import { backupPaths, DecidedDumpStorage, dumpsClaimSpec, dumpStorage, finishedDump } from './backup-storage';
import { dumpFiles, json } from '../replica-set/configuration';
import { credentials } from '../users/credentials';
import { mongodbUserChecks } from '../replica-set/pod';
import { checkS3 } from './s3';
import { downloadStep, markStep, uploadStep } from './s3-client';
import { schedule, scheduledJobSpec } from './scheduled-job';
import { finishObjects, overrides } from '../../construct/overrides';
import { withIgnored } from '../../pods/metadata';
import { checkPods, pods } from '../../pods/pods';
import { registry } from '../../pods/registry';
import { SecretRef } from '../../secrets/secret-ref';

type Credentials = SecretRef<'username' | 'password'>;

const defaultResources: ContainerResources = {
  requests: { cpu: '100m', memory: '512Mi', 'ephemeral-storage': '64Mi' },
  limits: { cpu: '2', memory: '512Mi', 'ephemeral-storage': '256Mi' },
};

const objects = ['claim', 'cronJob', 'files', 'networkPolicy', 'restore', 'serviceAccount'] as const;

/** The props of a MongoBackup. */
export const mongoBackup = object({
  ...pods.entries,
  ...registry.entries,
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
  keep: integer({ min: 1, default: 7 }),
  /**
   * The time that a run may take, in seconds, from 60.
   * @default 21600
   */
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

interface DecidedBackup extends Decided<typeof mongoBackup> {}

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
  /** The Job that restores; undefined without `restore`. */
  readonly restoreJob?: ApiObject;

  constructor(scope: Construct, id: string, given: MongoBackupProps) {
    super(...placed('MongoBackup', scope, id));
    const findings = new Findings();
    reportIssues(this, findings);
    const words = { of: 'a MongoBackup', example: '{ mongo, user, storage, schedule }' };
    const parsed = parseProps(findings, mongoBackup, given, words);
    const props = { ...defaultsOf(mongoBackup), storage: { claim: 'none' }, schedule: '', ...parsed };
    const { user, storage, keep } = props;
    const mongo: BackedUpSet = props.mongo ?? noSet;
    const { namespace } = cdk8s().Chart.of(this);
    const podsOfRuns = jobPods(id, namespace, props, mongo, 'backup');
    const { metadata } = podsOfRuns;
    const runMetadata = { ...metadata, annotations: withIgnored(metadata.annotations, mongodbUserChecks) };
    const backup: Backup = {
      pods: podsOfRuns,
      image: mongo.image,
      registry: props.registry ?? mongo.registry,
      endpoint: mongo.endpoint,
      files: mongo.connectionFiles,
      storage,
      resources: withDefaults(props.resources, defaultResources),
      dns: withDns(this, { dns: props.dns ?? mongo.dns }).dns,
    };
    check(findings, id, namespace, parsed);
    checkResources(findings, backup.resources);
    checkPods(findings, props, podsOfRuns);
    const restoring = props.restore === undefined ? undefined : restoreFile(mongo, props.restore);

    if (props.serviceAccountName === undefined)
      this.serviceAccount = apiObject(this, 'service-account', 'ServiceAccount', {
        metadata,
        automountServiceAccountToken: false,
      });
    this.configMap = apiObject(this, 'files', 'ConfigMap', {
      metadata: { ...metadata, name: `${id}-files` },
      data: {
        ...dumpFiles('s3' in storage),
        [jobFiles.backup]: backupFile(mongo, user, keep),
        ...(restoring === undefined ? {} : { [jobFiles.restore]: restoring }),
      },
    });
    if ('size' in storage)
      this.claim = apiObject(this, 'claim', 'PersistentVolumeClaim', { metadata, spec: dumpsClaimSpec(storage) });
    if (props.networkPolicy)
      this.networkPolicy = apiObject(this, 'network-policy', 'NetworkPolicy', {
        metadata,
        spec: backupNetworkPolicySpec(backup),
      });
    const dumpRun: BackupRun = { program: 'backup', user: user ?? noUser, after: [uploadStep(mongo.name, keep)] };
    const dumpSpec = { ...jobSpec(props, backupPodTemplate(backup, dumpRun), 2), ...finishedDump(storage) };
    this.cronJob = apiObject(this, 'cron-job', 'CronJob', {
      metadata: runMetadata,
      spec: scheduledJobSpec(props, dumpSpec),
    });
    if (props.restore !== undefined) {
      const spec = jobSpec(props, backupPodTemplate(backup, restoreRun(props.restore, storage)), 0);
      const name = `${id}-restore-${shortHash([spec, restoring])}`;
      this.restoreJob = apiObject(this, 'restore', 'Job', { metadata: { ...runMetadata, name }, spec });
    }
    finishObjects(this, props.overrides);
  }
}

function backupFile(mongo: BackedUpSet, user: Credentials | undefined, keep: number): string {
  const uri = separateUri(mongo, user, { readPreference: 'secondaryPreferred', appName: 'backup' });
  const settings: BackupSettings = { set: mongo.name, uri, keep, ...backupPaths };
  return json(settings);
}

function restoreFile(mongo: BackedUpSet, restore: DecidedRestore): string {
  const uri = separateUri(mongo, restore.user, { readPreference: 'primary', appName: 'backup' });
  const settings: RestoreSettings = { set: restore.into, ...restoreTarget(restore), uri, ...backupPaths };
  return json(settings);
}

function restoreRun(restore: DecidedRestore, storage: DecidedDumpStorage): BackupRun {
  const { from, dump, mark } = restoreTarget(restore);
  const after = 's3' in storage ? [markStep(mark, storage.s3)] : [];
  return { program: 'restore', user: restore.user, before: [downloadStep(from, dump, mark)], after };
}

function jobSpec(
  { activeDeadlineSeconds }: Pick<DecidedBackup, 'activeDeadlineSeconds'>,
  template: k8s.PodTemplateSpec,
  backoffLimit: number,
): k8s.JobSpec {
  return { backoffLimit, activeDeadlineSeconds, template };
}

function check(
  findings: Findings,
  id: string,
  namespace: string | undefined,
  { mongo, user, storage, restore }: Partial<DecidedBackup>,
): void {
  // A name has 63 characters at most, also that of the Job that restores.
  findings.add('id', dnsLabelProblem(id, 46));
  if (storage !== undefined && 's3' in storage) checkS3(findings, storage.s3, namespace);
  if (mongo === undefined) return;
  checkSetNamespace(findings, mongo, { owner: 'backup', namespace });
  if (user !== undefined) checkSetUser(findings, 'user', mongo, user);
  if (restore === undefined) return;
  checkRestore(findings, restore, mongo.name);
  checkSetUser(findings, 'restore.user', mongo, restore.user);
}
