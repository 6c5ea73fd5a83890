import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { cdk8s } from '../../../imports/cdk8s';
import type * as k8s from '../../../imports/k8s';
import { reportIssues } from '../../construct/reported-issues';
import { apiObject } from '../../construct/api-object';
import { DnsProps, dnsShapes } from '../../network/dns';
import { withDns } from '../../network/set-dns';
import { Findings, shown } from '../../findings/findings';
import { placed } from '../../construct/placed';
import { dnsLabelProblem } from '../../kubernetes/names';
import { integerProblem } from '../../props/number';
import { checkResources, Resources, resourcesShape, withDefaults } from '../../kubernetes/resources';
import { advised, instanceOf, optional, scalar, Shapes, shapeFrom } from '../../props/shape';
import { soundFields } from '../../props/sound-fields';
import { BackupSettings, jobFiles, RestoreSettings } from '../agent/contract';
import { BackedUpSet, checkSetUser, jobPods, noSet, noUser, separateUri } from './backed-up-set';
import { Backup, backupNetworkPolicySpec, backupPodTemplate, BackupRun } from './backup-pod';
import { checkRestore, decidedRestore, MongoRestore, restoreShape, shortHash } from './backup-restore';
import {
  backupPaths,
  checkDumpStorage,
  dumpsClaimSpec,
  dumpStorageShape,
  finishedDump,
  MongoDumpStorage,
} from './backup-storage';
import { dumpFiles, json } from '../replica-set/configuration';
import { credentials } from '../users/credentials';
import { mongodbUserChecks } from '../replica-set/pod';
import { downloadStep, markStep, uploadStep } from './s3-client';
import { checkSchedule, MongoScheduleProps, scheduledJobSpec, scheduleShapes } from './scheduled-job';
import { MongoStatefulSet } from '../mongo-stateful-set';
import { finishObjects, Overrides, overridesShape } from '../../construct/overrides';
import { withIgnored } from '../../pods/metadata';
import { checkPods, Pods, PodsProps, podsShapes } from '../../pods/pods';
import { RegistryProps, registryShapes } from '../../pods/registry';
import { SecretRef } from '../../secrets/secret-ref';

type Credentials = SecretRef<'username' | 'password'>;

const defaultResources: Resources = {
  requests: { cpu: '100m', memory: '512Mi', 'ephemeral-storage': '64Mi' },
  limits: { cpu: '2', memory: '512Mi', 'ephemeral-storage': '256Mi' },
};

/** By default, images are pulled, and run, as those of the set are. */
export interface MongoBackupProps extends MongoScheduleProps, PodsProps, RegistryProps, DnsProps {
  /** The set that is dumped, and restored into. */
  readonly mongo: MongoStatefulSet;
  /** A user of the set with the role `backup` on `admin`. */
  readonly user: Credentials;
  /** The volume of the dumps, the name of a claim that there is already, such as another backup's, or a bucket. */
  readonly storage: MongoDumpStorage;
  /**
   * How many dumps are kept. The oldest go once a new one is whole, so a volume needs room for one more.
   * @default 7
   */
  readonly keep?: number;
  /**
   * How long a run may take, in seconds.
   * @default 21600
   */
  readonly activeDeadlineSeconds?: number;
  /**
   * What each step of a run asks for, and at most gets.
   * @default - requests 100m CPU, 512Mi memory, 64Mi ephemeral storage; limits 2 CPU, as much memory, 256Mi ephemeral storage
   */
  readonly resources?: Resources;
  /**
   * A Job that restores a dump when it is applied, once: a mark beside the dumps keeps it from doing so again, even if the Job is made
   * anew. Other props restore once more. Take it out again after.
   * @default - none
   */
  readonly restore?: MongoRestore;
  /**
   * Fields merged last into the rendered objects, as `kubectl patch --type=strategic` merges them. The result is checked again.
   * @default - none
   */
  readonly overrides?: Overrides<(typeof objects)[number]>;
}

const objects = ['claim', 'cronJob', 'files', 'networkPolicy', 'restore', 'serviceAccount'] as const;

const shapes: Shapes<MongoBackupProps> = {
  ...podsShapes,
  ...registryShapes,
  mongo: instanceOf(MongoStatefulSet, 'a MongoStatefulSet', 'new MongoStatefulSet(chart, "mongo", …)'),
  user: shapeFrom(credentials('mongo-dumper', ['username', 'password'])),
  storage: advised(dumpStorageShape, '{ size: "40Gi" }'),
  ...scheduleShapes,
  ...dnsShapes,
  keep: optional(scalar),
  activeDeadlineSeconds: optional(scalar),
  resources: resourcesShape,
  restore: optional(restoreShape),
  overrides: overridesShape(objects),
};

/**
 * Dumps of a replica set, by a CronJob: consistent at the moment of their end (`mongodump --oplog`), from a secondary, onto a volume of
 * their own or into a bucket. A dump has its name only once it is whole, and a run that fails removes none.
 */
export class MongoBackup extends Construct {
  /** Undefined if `existingServiceAccount` is set. */
  readonly serviceAccount?: ApiObject;
  readonly configMap: ApiObject;
  /** Undefined if the dumps are on another's claim, or in a bucket. */
  readonly claim?: ApiObject;
  readonly networkPolicy?: ApiObject;
  readonly cronJob: ApiObject;
  readonly restoreJob?: ApiObject;

  constructor(scope: Construct, id: string, given: MongoBackupProps) {
    super(...placed('MongoBackup', scope, id));
    const findings = new Findings();
    reportIssues(this, findings);
    const words = { of: 'a MongoBackup', write: '{ mongo, user, storage, schedule }' };
    const props = soundFields(findings, shapes, given, words);
    const { mongo = noSet, user, storage = { claim: 'none' }, schedule = '', keep = 7, restore } = props;
    const { namespace } = cdk8s().Chart.of(this);
    const pods = jobPods(id, namespace, props, mongo, 'backup');
    const { metadata } = pods;
    const runMetadata = { ...metadata, annotations: withIgnored(metadata.annotations, mongodbUserChecks) };
    const backup: Backup = {
      pods,
      image: mongo.image,
      registry: props.registry ?? mongo.registry,
      endpoint: mongo.endpoint,
      files: mongo.connectionFiles,
      storage,
      resources: withDefaults(props.resources, defaultResources),
      dns: withDns(this, { dns: props.dns ?? mongo.dns }).dns,
    };
    check(findings, id, namespace, props, backup);
    const restoring = restore === undefined ? undefined : restoreFile(mongo, restore);

    if (props.existingServiceAccount === undefined)
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
    if ('size' in storage) {
      this.claim = apiObject(this, 'claim', 'PersistentVolumeClaim', { metadata, spec: dumpsClaimSpec(storage) });
    }
    if (props.networkPolicy !== false)
      this.networkPolicy = apiObject(this, 'network-policy', 'NetworkPolicy', {
        metadata,
        spec: backupNetworkPolicySpec(backup),
      });
    const dumpRun: BackupRun = { program: 'backup', user: user ?? noUser, after: [uploadStep(mongo.name, keep)] };
    const dumpSpec = { ...jobSpec(props, backupPodTemplate(backup, dumpRun), 2), ...finishedDump(storage) };
    this.cronJob = apiObject(this, 'cron-job', 'CronJob', {
      metadata: runMetadata,
      spec: scheduledJobSpec({ schedule, timeZone: props.timeZone }, dumpSpec),
    });
    if (restore !== undefined) {
      const spec = jobSpec(props, backupPodTemplate(backup, restoreRun(restore, storage)), 0);
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

function restoreFile(mongo: BackedUpSet, restore: MongoRestore): string {
  const uri = separateUri(mongo, restore.user, { readPreference: 'primary', appName: 'backup' });
  const settings: RestoreSettings = { set: restore.into, ...decidedRestore(restore), uri, ...backupPaths };
  return json(settings);
}

function restoreRun(restore: MongoRestore, storage: MongoDumpStorage): BackupRun {
  const { from, dump, mark } = decidedRestore(restore);
  const after = 's3' in storage ? [markStep(mark, storage.s3)] : [];
  return { program: 'restore', user: restore.user, before: [downloadStep(from, dump, mark)], after };
}

function jobSpec(
  { activeDeadlineSeconds = 21600 }: Partial<MongoBackupProps>,
  template: k8s.PodTemplateSpec,
  backoffLimit: number,
): k8s.JobSpec {
  return { backoffLimit, activeDeadlineSeconds, template };
}

function check(
  findings: Findings,
  id: string,
  namespace: string | undefined,
  props: Partial<MongoBackupProps>,
  { pods, resources }: { readonly pods: Pods; readonly resources: Resources },
): void {
  const { mongo, user, storage, schedule, timeZone, keep, activeDeadlineSeconds, restore } = props;
  // 63 for the name of the Job that restores.
  findings.add('id', dnsLabelProblem(id, 46));
  if (mongo !== undefined && mongo.endpoint.namespace !== namespace)
    findings.add('mongo', {
      code: 'invalid-value',
      want: "must be a set of the backup's namespace",
      got: `one of ${shown(mongo.endpoint.namespace)}`,
      write: "make the backup in the set's chart",
    });
  if (mongo !== undefined && user !== undefined) checkSetUser(findings, 'user', mongo, user);
  if (storage !== undefined) checkDumpStorage(findings, storage, namespace);
  if (schedule !== undefined) checkSchedule(findings, { schedule, timeZone });
  findings.add('keep', integerProblem(keep ?? 7, 1));
  findings.add('activeDeadlineSeconds', integerProblem(activeDeadlineSeconds ?? 21600, 60));
  checkResources(findings, resources);
  checkPods(findings, props, pods);
  if (mongo === undefined || restore === undefined) return;
  checkRestore(findings, restore, mongo.name);
  checkSetUser(findings, 'restore.user', mongo, restore.user);
}
