import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { cdk8s } from '../../../imports/cdk8s';
import { reportIssues } from '../../construct/reported-issues';
import { apiObject } from '../../construct/api-object';
import { DnsProps, dnsShapes } from '../../network/dns';
import { withDns } from '../../network/set-dns';
import { Findings, shown } from '../../findings/findings';
import { placed } from '../../construct/placed';
import { dnsLabelProblem, dnsSubdomainProblem } from '../../kubernetes/names';
import { integerProblem } from '../../props/number';
import { instanceOf, optional, scalar, Shapes, shapeFrom } from '../../props/shape';
import { soundFields } from '../../props/sound-fields';
import { BackedUpSet, checkSetUser, jobPods, noSet, noUser, separateUri } from '../backup/backed-up-set';
import { jobFiles, SnapshotSettings } from '../agent/contract';
import { backupPaths } from '../backup/backup-storage';
import { json, jobProgram } from '../replica-set/configuration';
import { credentials } from '../users/credentials';
import { mongodbUserChecks } from '../replica-set/pod';
import { checkSchedule, MongoScheduleProps, scheduledJobSpec, scheduleShapes } from '../backup/scheduled-job';
import { snapshotNetworkPolicySpec, snapshotPodTemplate, snapshotRules, Snapshots } from './snapshot-pod';
import { MongoStatefulSet } from '../mongo-stateful-set';
import { finishObjects, Overrides, overridesShape } from '../../construct/overrides';
import { withIgnored } from '../../pods/metadata';
import { checkPods, Pods, PodsProps, podsShapes } from '../../pods/pods';
import { SecretRef } from '../../secrets/secret-ref';

/** By default, the set's image is pulled, and run, as by the set. */
export interface MongoSnapshotsProps extends MongoScheduleProps, PodsProps, DnsProps {
  /** The set of whose volumes snapshots are made. Its journal is on them, not on volumes of its own. */
  readonly mongo: MongoStatefulSet;
  /** A user of the set, with any role: it only asks the members which of them is the primary. */
  readonly user: SecretRef<'username' | 'password'>;
  /**
   * The VolumeSnapshotClass. With `deletionPolicy: Delete`, a snapshot that is removed is gone from the storage as well.
   * @default - the default class of the volumes' driver
   */
  readonly className?: string;
  /**
   * How many snapshots are kept. The oldest go once a new one can be used.
   * @default 7
   */
  readonly keep?: number;
  /**
   * How long a run waits for its snapshot to be ready to use, in seconds.
   * @default 3600
   */
  readonly readySeconds?: number;
  /**
   * Fields merged last into the rendered objects, as `kubectl patch --type=strategic` merges them. The result is checked again.
   * @default - none
   */
  readonly overrides?: Overrides<(typeof objects)[number]>;
}

const objects = ['cronJob', 'files', 'networkPolicy', 'role', 'roleBinding', 'serviceAccount'] as const;

const shapes: Shapes<MongoSnapshotsProps> = {
  ...podsShapes,
  mongo: instanceOf(MongoStatefulSet, 'a MongoStatefulSet', 'new MongoStatefulSet(chart, "mongo", …)'),
  user: shapeFrom(credentials('mongo-dumper', ['username', 'password'])),
  ...scheduleShapes,
  ...dnsShapes,
  className: optional(scalar),
  keep: optional(scalar),
  readySeconds: optional(scalar),
  overrides: overridesShape(objects),
};

/**
 * Snapshots of a replica set's data, by a CronJob: each of one secondary's volume, made by the volumes' CSI driver. Data and journal
 * share the volume, so the snapshot is what a member finds after a power failure, and nothing is locked for it. Needs the definition of
 * VolumeSnapshots in the cluster and a driver that makes them: https://kubernetes.io/docs/concepts/storage/volume-snapshots/
 */
export class MongoSnapshots extends Construct {
  /** Undefined if `existingServiceAccount` is set. */
  readonly serviceAccount?: ApiObject;
  readonly role: ApiObject;
  readonly roleBinding: ApiObject;
  readonly configMap: ApiObject;
  readonly networkPolicy?: ApiObject;
  readonly cronJob: ApiObject;

  constructor(scope: Construct, id: string, given: MongoSnapshotsProps) {
    super(...placed('MongoSnapshots', scope, id));
    const findings = new Findings();
    reportIssues(this, findings);
    const words = { of: 'a MongoSnapshots', write: '{ mongo, user, schedule }' };
    const props = soundFields(findings, shapes, given, words);
    const { mongo = noSet, user, schedule = '', timeZone, readySeconds = 3600 } = props;
    const { namespace } = cdk8s().Chart.of(this);
    const pods = jobPods(id, namespace, props, mongo, 'snapshots');
    const { metadata } = pods;
    const snapshots: Snapshots = {
      pods,
      image: mongo.image,
      endpoint: mongo.endpoint,
      files: mongo.connectionFiles,
      user: user ?? noUser,
      apiServer: mongo.apiServer,
      dns: withDns(this, { dns: props.dns ?? mongo.dns }).dns,
    };
    const uri = separateUri(mongo, user, { appName: 'snapshots' });
    check(findings, id, namespace, props, pods);

    if (props.existingServiceAccount === undefined)
      this.serviceAccount = apiObject(this, 'service-account', 'ServiceAccount', {
        metadata,
        automountServiceAccountToken: false,
      });
    this.role = apiObject(this, 'role', 'Role', { metadata, rules: snapshotRules });
    this.roleBinding = apiObject(this, 'role-binding', 'RoleBinding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: id },
      subjects: [{ kind: 'ServiceAccount', name: pods.spec.serviceAccountName, namespace }],
    });
    this.configMap = apiObject(this, 'files', 'ConfigMap', {
      metadata: { ...metadata, name: `${id}-files` },
      data: { ...jobProgram(), [jobFiles.snapshot]: settings(mongo, snapshots, uri, props) },
    });
    if (props.networkPolicy !== false)
      this.networkPolicy = apiObject(this, 'network-policy', 'NetworkPolicy', {
        metadata,
        spec: snapshotNetworkPolicySpec(snapshots),
      });
    this.cronJob = apiObject(this, 'cron-job', 'CronJob', {
      metadata: { ...metadata, annotations: withIgnored(metadata.annotations, mongodbUserChecks) },
      spec: scheduledJobSpec(
        { schedule, timeZone },
        {
          backoffLimit: 2,
          // The program itself ends in time, and says why; this ends one that hangs, and the pods before it.
          activeDeadlineSeconds: 3 * readySeconds + 600,
          template: snapshotPodTemplate(snapshots),
        },
      ),
    });
    finishObjects(this, props.overrides);
  }
}

function settings(
  mongo: BackedUpSet,
  { pods, endpoint }: Snapshots,
  uri: string,
  { className, keep = 7, readySeconds = 3600 }: Partial<MongoSnapshotsProps>,
): string {
  const [own = ''] = Object.entries(pods.selector).map(([key, value]) => `${key}=${value}`);
  const given: SnapshotSettings = {
    namespace: endpoint.namespace ?? '',
    set: mongo.name,
    uri,
    user: backupPaths.user,
    labels: pods.metadata.labels,
    selector: own,
    className,
    keep,
    readySeconds,
  };
  return json(given);
}

function check(
  findings: Findings,
  id: string,
  namespace: string | undefined,
  props: Partial<MongoSnapshotsProps>,
  pods: Pods,
): void {
  const { mongo, user, schedule, timeZone, className, keep, readySeconds } = props;
  findings.add('id', dnsLabelProblem(id, 52));
  if (mongo !== undefined && mongo.endpoint.namespace !== namespace)
    findings.add('mongo', {
      code: 'invalid-value',
      want: "must be a set of the snapshots' namespace",
      got: `one of ${shown(mongo.endpoint.namespace)}`,
      write: "make them in the set's chart",
    });
  if (mongo?.storage.journal !== undefined)
    findings.add('mongo', {
      code: 'missing-prop',
      want: 'must have its journal on the volume of its data',
      got: 'storage.journal: snapshots of two volumes are not of one moment',
      write: 'use a MongoBackup',
    });
  if (mongo !== undefined && user !== undefined) checkSetUser(findings, 'user', mongo, user);
  if (schedule !== undefined) checkSchedule(findings, { schedule, timeZone });
  if (className !== undefined) findings.add('className', dnsSubdomainProblem(className));
  findings.add('keep', integerProblem(keep ?? 7, 1));
  findings.add('readySeconds', integerProblem(readySeconds ?? 3600, 60));
  checkPods(findings, props, pods);
}
