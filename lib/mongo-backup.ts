import { createHash } from 'node:crypto';
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { k8s } from '../imports/k8s';
import { Findings, shown } from './values/findings';
import { objectLabels, selectorLabels } from './values/labels';
import { dnsLabelProblem, dnsSubdomainProblem } from './values/names';
import { integerProblem } from './values/numbers';
import { bytesProblem } from './values/quantity';
import { checkResources, Resources, withDefaults } from './values/resources';
import { scheduleProblem, timeZoneProblem } from './values/schedule';
import { Backup, backupNetworkPolicySpec, backupPaths, backupPodTemplate, dumpsClaimSpec } from './mongo/backup-pod';
import { dumpFiles, json } from './mongo/configuration';
import { MongoVolume } from './mongo/storage';
import { MongoStatefulSet } from './mongo-stateful-set';
import { SecretRef } from './secret-ref';

type Credentials = SecretRef<'username' | 'password'>;

const defaultResources: Resources = {
  requests: { cpu: '100m', memory: '512Mi', 'ephemeral-storage': '64Mi' },
  limits: { cpu: '2', memory: '512Mi', 'ephemeral-storage': '256Mi' },
};

export interface MongoBackupProps {
  /** The set that is dumped, and restored into. */
  readonly mongo: MongoStatefulSet;
  /** A user of the set with the role `backup` on `admin`. */
  readonly user: Credentials;
  /** When a dump is made: minute, hour, day of the month, month, day of the week. */
  readonly schedule: string;
  /**
   * The time zone of the schedule.
   * @default 'Etc/UTC'
   */
  readonly timeZone?: string;
  /** The volume of the dumps, or the name of a claim that there is already, such as another backup's. */
  readonly storage: MongoVolume | { readonly claim: string };
  /**
   * How many dumps are kept. The oldest go once a new one is whole, so the volume needs room for one more.
   * @default 7
   */
  readonly keep?: number;
  /**
   * How long a run may take, in seconds.
   * @default 21600
   */
  readonly activeDeadlineSeconds?: number;
  /**
   * What a run asks for, and at most gets.
   * @default - requests 100m CPU, 512Mi memory, 64Mi ephemeral storage; limits 2 CPU, as much memory, 256Mi ephemeral storage
   */
  readonly resources?: Resources;
  /**
   * A Job that restores a dump when it is applied, once: a mark beside the dumps keeps it from doing so again, even if the Job is made
   * anew. Other props restore once more. Take it out again after.
   * @default - none
   */
  readonly restore?: MongoRestore;
}

/** What is restored, and into what. */
export interface MongoRestore {
  /** The name of the set that is restored into, written out: the Job refuses every other one. */
  readonly into: string;
  /** A user of the set with a role that allows everything, which the replay of the oplog asks for; `root` does not do. */
  readonly user: Credentials;
  /**
   * The file of the dump.
   * @default 'latest'
   */
  readonly dump?: string;
  /**
   * The set that the dump is of.
   * @default - the one that is restored into
   */
  readonly from?: string;
  /**
   * Whether all databases of the set are dropped first. Without it, a set that holds data is refused.
   * @default false
   */
  readonly replaceData?: boolean;
  /**
   * Another number restores once more with the same props.
   * @default 1
   */
  readonly attempt?: number;
}

/**
 * Dumps of a replica set, by a CronJob: consistent at the moment of their end (`mongodump --oplog`), from a secondary, onto a volume of
 * their own. A dump has its name only once it is whole, and a run that fails removes none.
 */
export class MongoBackup extends Construct {
  readonly serviceAccount: k8s.KubeServiceAccount;
  readonly configMap: k8s.KubeConfigMap;
  /** Undefined if the claim is another's. */
  readonly claim?: k8s.KubePersistentVolumeClaim;
  readonly networkPolicy: k8s.KubeNetworkPolicy;
  readonly cronJob: k8s.KubeCronJob;
  readonly restoreJob?: k8s.KubeJob;

  constructor(scope: Construct, id: string, props: MongoBackupProps) {
    super(scope, id);
    const { mongo, storage, restore } = props;
    const { namespace } = Chart.of(this);
    const labels = objectLabels(id, { component: 'backup', partOf: mongo.partOf });
    const metadata = { name: id, namespace, labels };
    const backup: Backup = {
      name: id,
      labels,
      selector: selectorLabels(id),
      image: mongo.image,
      endpoint: mongo.endpoint,
      claim: 'claim' in storage ? storage.claim : id,
      resources: withDefaults(props.resources, defaultResources),
    };
    const findings = new Findings();
    this.node.addValidation(findings);
    check(findings, id, namespace, props, backup.resources);

    this.serviceAccount = new k8s.KubeServiceAccount(this, 'service-account', {
      metadata,
      automountServiceAccountToken: false,
    });
    this.configMap = new k8s.KubeConfigMap(this, 'files', {
      metadata: { ...metadata, name: `${id}-files` },
      data: files(props),
    });
    if (!('claim' in storage)) {
      this.claim = new k8s.KubePersistentVolumeClaim(this, 'claim', { metadata, spec: dumpsClaimSpec(storage) });
    }
    this.networkPolicy = new k8s.KubeNetworkPolicy(this, 'network-policy', {
      metadata,
      spec: backupNetworkPolicySpec(backup),
    });
    this.cronJob = new k8s.KubeCronJob(this, 'cron-job', { metadata, spec: cronJobSpec(props, backup) });
    if (restore !== undefined) {
      const spec = jobSpec(props, backupPodTemplate(backup, 'restore', restore.user), 0);
      const name = `${id}-restore-${hashOf([spec, restoreSettings(props, restore)])}`;
      this.restoreJob = new k8s.KubeJob(this, 'restore', { metadata: { ...metadata, name }, spec });
    }
  }
}

function files(props: MongoBackupProps): Record<string, string> {
  const { mongo, user, keep = 7, restore } = props;
  const uri = serverUri(mongo, user, 'secondaryPreferred');
  return {
    ...dumpFiles(),
    'backup.json': json({ set: mongo.name, uri, keep, ...backupPaths }),
    ...(restore === undefined ? {} : { 'restore.json': restoreSettings(props, restore) }),
  };
}

function restoreSettings({ mongo }: MongoBackupProps, restore: MongoRestore): string {
  const { into, user, dump = 'latest', from = into, replaceData = false, attempt = 1 } = restore;
  const mark = `${into}-${hashOf([into, from, dump, replaceData, attempt])}.restored`;
  const uri = serverUri(mongo, user, 'primary');
  return json({ set: into, from, dump, into, replaceData, mark, uri, ...backupPaths });
}

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8);
}

/** A run reads the credentials from files, so the text names no variable. */
function serverUri(
  mongo: MongoStatefulSet,
  user: Credentials,
  readPreference: 'primary' | 'secondaryPreferred',
): string {
  return mongo.connection({ user, credentials: 'separate', readPreference, appName: 'backup' }).text('');
}

function cronJobSpec(props: MongoBackupProps, backup: Backup): k8s.CronJobSpec {
  return {
    schedule: props.schedule,
    timeZone: props.timeZone ?? 'Etc/UTC',
    concurrencyPolicy: 'Forbid',
    startingDeadlineSeconds: 3600,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 3,
    jobTemplate: { spec: jobSpec(props, backupPodTemplate(backup, 'backup', props.user), 2) },
  };
}

function jobSpec(
  { activeDeadlineSeconds = 21600 }: MongoBackupProps,
  template: k8s.PodTemplateSpec,
  backoffLimit: number,
): k8s.JobSpec {
  return { backoffLimit, activeDeadlineSeconds, template };
}

function check(
  findings: Findings,
  id: string,
  namespace: string | undefined,
  { mongo, schedule, timeZone, storage, keep, activeDeadlineSeconds, restore }: MongoBackupProps,
  resources: Resources,
): void {
  // 63 for the name of the Job that restores.
  findings.add('id', dnsLabelProblem(id, 46));
  if (mongo.endpoint.namespace !== namespace)
    findings.add(
      'mongo',
      `must be a set of the backup's namespace, got one of ${shown(mongo.endpoint.namespace)}; make the backup in the set's chart`,
    );
  findings.add('schedule', scheduleProblem(schedule));
  if (timeZone !== undefined) findings.add('timeZone', timeZoneProblem(timeZone));
  if ('claim' in storage) findings.add('storage.claim', dnsSubdomainProblem(storage.claim));
  else findings.add('storage.size', bytesProblem(storage.size));
  findings.add('keep', integerProblem(keep ?? 7, 1));
  findings.add('activeDeadlineSeconds', integerProblem(activeDeadlineSeconds ?? 21600, 60));
  checkResources(findings, resources);
  if (restore === undefined) return;
  findings.add('restore.attempt', integerProblem(restore.attempt ?? 1, 1));
  if (restore.into !== mongo.name)
    findings.add(
      'restore.into',
      `must be the name of the set that is restored into, got ${shown(restore.into)}; write ${shown(mongo.name)}`,
    );
}
