import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { cdk8s } from '../../../imports/cdk8s';
import { reportIssues } from '../../construct/reported-issues';
import { apiObject } from '../../construct/api-object';
import { dns } from '../../network/dns';
import { withDns } from '../../network/dns';
import { Findings } from '../../findings/findings';
import { placed } from '../../construct/placed';
import { dnsLabelProblem, dnsSubdomainProblem } from '../../kubernetes/names';
import { integer } from '../../props/number';
import { object } from '../../props/object';
import { defaultsOf, parseProps } from '../../props/props';
import { string } from '../../props/scalar';
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
} from '../backup/backed-up-set';
import { jobFiles, SnapshotSettings } from '../agent/contract';
import { backupPaths } from '../backup/backup-storage';
import { json, jobProgram } from '../replica-set/configuration';
import { credentials } from '../users/credentials';
import { mongodbUserChecks } from '../replica-set/pod';
import { schedule, scheduledJobSpec } from '../backup/scheduled-job';
import { snapshotNetworkPolicySpec, snapshotPodTemplate, snapshotRules, Snapshots } from './snapshot-pod';
import { finishObjects, overrides } from '../../construct/overrides';
import { withIgnored } from '../../pods/metadata';
import { checkPods, pods } from '../../pods/pods';

const objects = ['cronJob', 'files', 'networkPolicy', 'role', 'roleBinding', 'serviceAccount'] as const;

/** The props of a MongoSnapshots. */
export const mongoSnapshots = object({
  ...pods.entries,
  /** The set whose volumes are in the snapshots. Its journal is on them, not on volumes of its own. */
  mongo: backedUpSet,
  /** A user of the set, with any role: it only reads which member is the primary. */
  user: credentials('mongo-dumper', ['username', 'password']),
  ...schedule.entries,
  ...dns.entries,
  /**
   * The VolumeSnapshotClass. With `deletionPolicy: Delete`, a snapshot that is removed is deleted from the storage as well.
   * @default - the default class of the volumes' driver
   */
  className: optional(string({ check: (name) => dnsSubdomainProblem(name) })),
  /**
   * The number of snapshots that are kept. The oldest are deleted once a new one is ready to use.
   * @default 7
   */
  keep: integer({ min: 1, default: 7 }),
  /**
   * The time that a run waits for its snapshot to be ready to use, in seconds, from 60.
   * @default 3600
   */
  readySeconds: integer({ min: 60, default: 3600 }),
  /**
   * Fields merged last into the rendered objects, as `kubectl patch --type=strategic` merges them. The result is checked again.
   * @default - none
   */
  overrides: optional(overrides(objects)),
});

/** The props of a MongoSnapshots, as a program writes them. By default, the set's image is pulled, and run, as by the set. */
export interface MongoSnapshotsProps extends PropsOf<typeof mongoSnapshots>, Props {}

interface DecidedSnapshots extends Decided<typeof mongoSnapshots> {}

/**
 * Snapshots of a replica set's data, by a CronJob: each of one secondary's volume, by the volumes' CSI driver. Data and journal share the
 * volume, so that the snapshot is like the volume of a member after a power failure, and needs no lock. The cluster needs the definition of
 * VolumeSnapshots and a driver for them: https://kubernetes.io/docs/concepts/storage/volume-snapshots/
 */
export class MongoSnapshots extends Construct {
  /** The runs' ServiceAccount; undefined if `serviceAccountName` is set. */
  readonly serviceAccount?: ApiObject;
  /** The Role by which a run creates and deletes VolumeSnapshots. */
  readonly role: ApiObject;
  /** The RoleBinding of that Role. */
  readonly roleBinding: ApiObject;
  /** The ConfigMap of the runs' program and settings. */
  readonly configMap: ApiObject;
  /** The NetworkPolicy of the runs; undefined if `networkPolicy` is false. */
  readonly networkPolicy?: ApiObject;
  /** The CronJob that takes the snapshots. */
  readonly cronJob: ApiObject;

  constructor(scope: Construct, id: string, given: MongoSnapshotsProps) {
    super(...placed('MongoSnapshots', scope, id));
    const findings = new Findings();
    reportIssues(this, findings);
    const words = { of: 'a MongoSnapshots', example: '{ mongo, user, schedule }' };
    const parsed = parseProps(findings, mongoSnapshots, given, words);
    const props = { ...defaultsOf(mongoSnapshots), schedule: '', ...parsed };
    const { user, readySeconds } = props;
    const mongo: BackedUpSet = props.mongo ?? noSet;
    const { namespace } = cdk8s().Chart.of(this);
    const podsOfRuns = jobPods(id, namespace, props, mongo, 'snapshots');
    const { metadata } = podsOfRuns;
    const snapshots: Snapshots = {
      pods: podsOfRuns,
      image: mongo.image,
      endpoint: mongo.endpoint,
      files: mongo.connectionFiles,
      user: user ?? noUser,
      apiServer: mongo.apiServer,
      dns: withDns(this, { dns: props.dns ?? mongo.dns }).dns,
    };
    const uri = separateUri(mongo, user, { appName: 'snapshots' });
    check(findings, id, namespace, parsed);
    checkPods(findings, props, podsOfRuns);

    if (props.serviceAccountName === undefined)
      this.serviceAccount = apiObject(this, 'service-account', 'ServiceAccount', {
        metadata,
        automountServiceAccountToken: false,
      });
    this.role = apiObject(this, 'role', 'Role', { metadata, rules: snapshotRules });
    this.roleBinding = apiObject(this, 'role-binding', 'RoleBinding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: id },
      subjects: [{ kind: 'ServiceAccount', name: podsOfRuns.spec.serviceAccountName, namespace }],
    });
    this.configMap = apiObject(this, 'files', 'ConfigMap', {
      metadata: { ...metadata, name: `${id}-files` },
      data: { ...jobProgram(), [jobFiles.snapshot]: settings(mongo, snapshots, uri, props) },
    });
    if (props.networkPolicy)
      this.networkPolicy = apiObject(this, 'network-policy', 'NetworkPolicy', {
        metadata,
        spec: snapshotNetworkPolicySpec(snapshots),
      });
    this.cronJob = apiObject(this, 'cron-job', 'CronJob', {
      metadata: { ...metadata, annotations: withIgnored(metadata.annotations, mongodbUserChecks) },
      spec: scheduledJobSpec(props, {
        backoffLimit: 2,
        // The program ends in time, and logs why. This ends a program that hangs, and the pods before it.
        activeDeadlineSeconds: 3 * readySeconds + 600,
        template: snapshotPodTemplate(snapshots),
      }),
    });
    finishObjects(this, props.overrides);
  }
}

function settings(
  mongo: BackedUpSet,
  { pods, endpoint }: Snapshots,
  uri: string,
  { className, keep, readySeconds }: Pick<DecidedSnapshots, 'className' | 'keep' | 'readySeconds'>,
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
  { mongo, user }: Partial<DecidedSnapshots>,
): void {
  findings.add('id', dnsLabelProblem(id, 52));
  if (mongo === undefined) return;
  checkSetNamespace(findings, mongo, { owner: 'snapshots', namespace });
  if (mongo.storage.journal !== undefined)
    findings.add('mongo', {
      code: 'unsupported',
      want: 'must have its journal on the volume of its data',
      got: 'storage.journal: snapshots of two volumes are not of one moment',
      write: 'use a MongoBackup',
    });
  if (user !== undefined) checkSetUser(findings, 'user', mongo, user);
}
