import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type * as k8s from '../../../imports/k8s';
import { apiObject } from '../../construct/api-object';
import { jobSpecWithDigests } from '../../construct/digests';
import { checkObjectNamespaces } from '../../construct/named-object';
import { finishObjects, overrides } from '../../construct/overrides';
import { placed } from '../../construct/placed';
import { reportIssues } from '../../construct/reported-issues';
import { Findings } from '../../findings/findings';
import { dnsLabelProblem } from '../../kubernetes/names';
import { checkResources, resources, withDefaults } from '../../kubernetes/resources';
import { dns } from '../../network/dns';
import { withScopeDefaults, workloadDefaults } from '../../pods/defaults';
import { checkPods, Pods, pods } from '../../pods/pods';
import { addServiceAccount } from '../../pods/service-account';
import { object } from '../../props/object';
import { defaultsOf, parseProps } from '../../props/props';
import { boolean, integer } from '../../props/scalar';
import { Decided, optional, Props, PropsOf } from '../../props/schema';
import { importSignals, ImportSettings, jobFiles } from '../agent/contract';
import { shortHash } from '../backup/backup-restore';
import {
  backedUpSet,
  BackedUpSet,
  checkBackedUpSet,
  noSet,
  noUser,
  separateUri,
  SetUser,
} from '../backup/backed-up-set';
import { jobPaths, jobsPolicySpec, runPodTemplate, setJobs, toolResources } from '../backup/set-jobs';
import { json, jobProgram } from '../replica-set/configuration';
import { credentials } from '../users/credentials';
import { checkSource, source, sourceFiles, sourceSecrets, sourceVolumes, noSource } from './import-source';

const objects = ['files', 'job', 'networkPolicy', 'serviceAccount'] as const;

/** The props of a MongoImport. */
export const mongoImport = object({
  ...pods.entries,
  /** The set that is imported into. */
  mongo: backedUpSet,
  /** A user of the set with a role that allows everything, which the replay of the oplog needs; `root` is not enough. */
  user: credentials('mongo-importer', ['username', 'password']),
  /** The set or server that is imported. `egressTo` has its addresses too. */
  source,
  /**
   * True to follow the oplog of the source after the copy, until an administrator ends it. False for a source without an oplog, such as a
   * single mongod, or whose oplog cannot be read: what writes to it is stopped before.
   * @default true
   */
  follow: boolean({ example: 'follow: false for a single mongod', default: true }),
  ...dns.entries,
  /** True to drop all databases of the set first. Without it, a set that holds data is refused. @default false */
  replaceData: boolean({ example: 'replaceData: true to drop all databases first', default: false }),
  /** The number of the import: another number imports once more with the same props. @default 1 */
  importId: integer({ min: 1, default: 1 }),
  /**
   * The requests and limits of the run.
   * @default - requests 100m CPU, 512Mi memory, 64Mi ephemeral storage; limits 2 CPU, as much memory, 256Mi ephemeral storage
   */
  resources: optional(resources),
  /**
   * Fields merged last into the rendered objects, as `kubectl patch --type=strategic` merges them. The result is checked again.
   * @default - none
   */
  overrides: optional(overrides(objects)),
});

/** The props of a MongoImport, as a program writes them. By default, the set's image is pulled, and run, as by the set. */
export interface MongoImportProps extends PropsOf<typeof mongoImport>, Props {}

/**
 * A Job that copies a foreign set into this one, and follows its oplog until an administrator ends it, so that clients stand still for the switch
 * alone. It imports once: the set remembers that it is done. https://www.mongodb.com/docs/manual/core/replica-set-oplog/
 */
export class MongoImport extends Construct {
  /** The Job's ServiceAccount; undefined if `serviceAccountName` is set. */
  readonly serviceAccount?: ApiObject;
  /** The ConfigMap of the Job's program and settings. */
  readonly configMap: ApiObject;
  /** The NetworkPolicy of the Job; undefined if `networkPolicy` is false. */
  readonly networkPolicy?: ApiObject;
  /** The Job that imports. */
  readonly job: ApiObject;

  constructor(scope: Construct, id: string, given: MongoImportProps) {
    super(...placed('MongoImport', scope, id));
    const findings = new Findings();
    reportIssues(this, findings);
    const words = { of: 'a MongoImport', example: '{ mongo, user, source, egressTo }' };
    const parsed = parseProps(findings, mongoImport, withScopeDefaults(this, given, workloadDefaults), words);
    const props = { ...defaultsOf(mongoImport), mongo: noSet, user: noUser, source: noSource, ...parsed };
    const { user } = props;
    const resources = withDefaults(props.resources, toolResources);
    const jobs = setJobs(this, props, 'import', [user, ...sourceSecrets(props.source)]);
    const { metadata } = jobs.pods;
    check(findings, metadata, parsed);
    checkResources(findings, resources);
    checkPods(findings, props, jobs.pods);
    checkObjectNamespaces(findings, given, metadata.namespace);
    const settings = json(importSettings(props.mongo, props));

    this.serviceAccount = addServiceAccount(this, props, jobs.pods);
    this.configMap = apiObject(this, 'files', 'ConfigMap', {
      metadata: { ...metadata, name: jobs.files },
      data: { ...jobProgram(), [jobFiles.import]: settings },
    });
    if (props.networkPolicy) {
      const spec = jobsPolicySpec(jobs);
      this.networkPolicy = apiObject(this, 'network-policy', 'NetworkPolicy', { metadata, spec });
    }
    const template = runPodTemplate(jobs, {
      program: 'import',
      user,
      resources,
      volumes: sourceVolumes(props.source),
      readinessProbe: {
        exec: { command: ['test', '-e', `${jobPaths.run}/${importSignals.following}`] },
        periodSeconds: 5,
      },
    });
    const spec = jobSpecWithDigests(this, { backoffLimit: 6, podFailurePolicy: failurePolicy, template });
    const name = `${id}-${shortHash([spec, settings])}`;
    this.job = apiObject(this, 'job', 'Job', { metadata: { ...jobs.metadata, name }, spec });
    finishObjects(this, props.overrides);
  }
}

// A node that is drained is no failure, and what the program refuses does not get better by another try.
const failurePolicy: k8s.JobSpec['podFailurePolicy'] = {
  rules: [
    { action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] },
    {
      action: 'FailJob',
      onPodConditions: [],
      onExitCodes: { containerName: 'import', operator: 'In', values: [importSignals.refused] },
    },
  ],
};

function importSettings(
  mongo: BackedUpSet,
  {
    user,
    source,
    follow,
    replaceData,
    importId,
  }: Pick<Decided<typeof mongoImport>, 'source' | 'follow' | 'replaceData' | 'importId'> & {
    readonly user: SetUser;
  },
): ImportSettings {
  return {
    set: mongo.name,
    uri: separateUri(mongo, user, { readPreference: 'primary', appName: 'import' }),
    user: jobPaths.user,
    run: jobPaths.run,
    ...sourceFiles(source),
    follow,
    replaceData,
    mark: `${mongo.name}-${shortHash([source.uri.secretName, source.uri.key, importId])}`,
  };
}

function check(
  findings: Findings,
  { name, namespace }: Pods['metadata'],
  { mongo, user, source, networkPolicy, egressTo = [] }: Partial<Decided<typeof mongoImport>>,
): void {
  // A name has 63 characters at most, also that of the Job.
  findings.add('id', dnsLabelProblem(name, 54));
  if (source !== undefined) checkSource(findings, source, namespace);
  if (networkPolicy !== false && egressTo.length === 0)
    findings.add('egressTo', {
      code: 'missing-prop',
      want: 'must have the addresses of the source',
      got: 'none',
      write: 'write [{ namespaceName: "old", podLabels: { app: "mongodb" }, ports: [27017] }], or [{ cidr, ports }]',
    });
  if (mongo !== undefined) checkBackedUpSet(findings, mongo, { user }, { owner: 'import', namespace });
}
