import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject } from '../../construct/api-object';
import { finishObjects, overrides } from '../../construct/overrides';
import { checkObjectNamespaces } from '../../construct/named-object';
import { placed } from '../../construct/placed';
import { reportIssues } from '../../construct/reported-issues';
import { addRole } from '../../construct/role';
import { Findings } from '../../findings/findings';
import { dnsLabelProblem, dnsSubdomainProblem } from '../../kubernetes/names';
import { dns } from '../../network/dns';
import { withScopeDefaults, workloadDefaults } from '../../pods/defaults';
import { checkPods, Pods, pods } from '../../pods/pods';
import { addServiceAccount } from '../../pods/service-account';
import { object } from '../../props/object';
import { defaultsOf, parseProps } from '../../props/props';
import { integer, string } from '../../props/scalar';
import { Decided, optional, Props, PropsOf } from '../../props/schema';
import { jobFiles, SnapshotSettings } from '../agent/contract';
import { backedUpSet, checkBackedUpSet, noSet, noUser, separateUri, SetUser } from '../backup/backed-up-set';
import {
  jobPaths,
  jobsPolicySpec,
  runPodTemplate,
  schedule,
  scheduledJobSpec,
  SetJobs,
  setJobs,
} from '../backup/set-jobs';
import { apiServerEgress } from '../members/address-access';
import { json, jobProgram } from '../replica-set/configuration';
import { apiToken, mongoshResources } from '../replica-set/pod';
import { credentials } from '../users/credentials';

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
  /** The number of snapshots that are kept. The oldest are deleted once a new one is ready to use. @default 7 */
  retainLast: integer({ min: 1, default: 7 }),
  /** The time that a run waits for its snapshot to be ready to use, in seconds, from 60. @default 3600 */
  readySeconds: integer({ min: 60, default: 3600 }),
  /**
   * Fields merged last into the rendered objects, as `kubectl patch --type=strategic` merges them. The result is checked again.
   * @default - none
   */
  overrides: optional(overrides(objects)),
});

/** The props of a MongoSnapshots, as a program writes them. By default, the set's image is pulled, and run, as by the set. */
export interface MongoSnapshotsProps extends PropsOf<typeof mongoSnapshots>, Props {}

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
    const parsed = parseProps(findings, mongoSnapshots, withScopeDefaults(this, given, workloadDefaults), words);
    const props = { ...defaultsOf(mongoSnapshots), mongo: noSet, user: noUser, schedule: '', ...parsed };
    const { mongo, user, readySeconds } = props;
    const jobs = setJobs(this, props, 'snapshots', [user]);
    const { metadata } = jobs.pods;
    check(findings, metadata, parsed);
    checkPods(findings, props, jobs.pods);
    checkObjectNamespaces(findings, given, jobs.pods.metadata.namespace);

    this.serviceAccount = addServiceAccount(this, props, jobs.pods);
    const verbs = ['create', 'get', 'list', 'delete'];
    const rules = [{ apiGroups: ['snapshot.storage.k8s.io'], resources: ['volumesnapshots'], verbs }];
    [this.role, this.roleBinding] = addRole(this, jobs.pods, rules);
    this.configMap = apiObject(this, 'files', 'ConfigMap', {
      metadata: { ...metadata, name: jobs.files },
      data: { ...jobProgram(), [jobFiles.snapshot]: json(snapshotSettings(jobs, props)) },
    });
    if (props.networkPolicy) {
      const spec = jobsPolicySpec(jobs, [apiServerEgress(mongo.apiServer)]);
      this.networkPolicy = apiObject(this, 'network-policy', 'NetworkPolicy', { metadata, spec });
    }
    this.cronJob = apiObject(this, 'cron-job', 'CronJob', {
      metadata: jobs.metadata,
      spec: scheduledJobSpec(props, {
        backoffLimit: 2,
        // The program ends in time, and logs why. This ends a program that hangs, and the pods before it.
        activeDeadlineSeconds: 3 * readySeconds + 600,
        template: runPodTemplate(jobs, { program: 'snapshot', user, resources: mongoshResources, token: apiToken }),
      }),
    });
    finishObjects(this, props.overrides);
  }
}

function snapshotSettings(
  { set, pods }: SetJobs,
  props: { user: SetUser } & Pick<Decided<typeof mongoSnapshots>, 'className' | 'retainLast' | 'readySeconds'>,
): SnapshotSettings {
  const { user, className, retainLast, readySeconds } = props;
  const [selector = ''] = Object.entries(pods.selector).map(([key, value]) => `${key}=${value}`);
  return {
    namespace: set.endpoint.namespace ?? '',
    set: set.name,
    uri: separateUri(set, user, { appName: 'snapshots' }),
    user: jobPaths.user,
    labels: pods.metadata.labels,
    selector,
    className,
    keep: retainLast,
    readySeconds,
  };
}

function check(
  findings: Findings,
  { name, namespace }: Pods['metadata'],
  { mongo, user }: Partial<Decided<typeof mongoSnapshots>>,
): void {
  findings.add('id', dnsLabelProblem(name, 52));
  if (mongo === undefined) return;
  checkBackedUpSet(findings, mongo, { user }, { owner: 'snapshots', namespace });
  if (mongo.storage.journal !== undefined)
    findings.add('mongo', {
      code: 'unsupported',
      want: 'must have its journal on the volume of its data',
      got: 'storage.journal: snapshots of two volumes are not of one moment',
      write: 'use a MongoBackup',
    });
}
