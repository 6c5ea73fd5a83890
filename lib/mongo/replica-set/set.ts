import { Findings } from '../../findings/findings';
import { serviceNameProblem } from '../../kubernetes/names';
import { checkOwnLabels } from '../../pods/metadata';
import { checkPods, podsOf } from '../../pods/pods';
import { mirrored } from '../../pods/registry';
import { GivenSecret } from '../../secrets/given-secret';
import { SecretKey } from '../../secrets/secret-ref';
import { otherNamespaceProblem, plainSecretProblem } from '../../secrets/sources/secret-delivery';
import { mongodbUser } from '../members/mongod-paths';
import { checkTopology, membersOf, ordinalsOf } from '../members/topology';
import { compatibilityProblem } from '../mongod/compatibility';
import { checkMongodOptions } from '../mongod/mongod-options';
import { checkMongoSizing, mongodResources } from '../mongod/sizing';
import { exporterPods } from '../monitoring/exporter-objects';
import { checkMongoMonitoring, withExporterUser } from '../monitoring/monitoring';
import { checkTls, mongoTls } from '../tls/tls';
import { checkExposure, outsideHost, outsideMembers } from '../expose/outside-hosts';
import { checkRoles } from '../users/role';
import { checkUsers } from '../users/user';
import { DecidedMongo } from './props';

/** A MongoStatefulSet with every default decided. */
export type MongoSet = ReturnType<typeof mongoSet>;

/**
 * Returns the set of these props. The namespace is undefined only in a chart without one, which is reported. The users include the
 * exporter's, and the image is the mirror's.
 */
export function mongoSet(name: string, namespace: string | undefined, props: DecidedMongo) {
  const partOf = props.partOf ?? namespace;
  const runAsUser = props.runAsUser ?? mongodbUser;
  const { clusterDomain, expose } = props;
  const outside = outsideMembers(expose, { ordinals: ordinalsOf(props), clusterDomain });
  return {
    ...props,
    name,
    namespace,
    partOf,
    runAsUser,
    pods: podsOf(name, namespace, props, { component: 'database', partOf, runAsUser }),
    exporterPods: exporterPods(name, namespace, props, partOf),
    // The labels of the pods that the members let in.
    clientLabels: { [`${name}-client`]: 'true' },
    members: membersOf(props, outside.map(outsideHost)),
    outside,
    image: mirrored(props.image, props),
    tls: mongoTls(name, namespace, props.tls),
    users: withExporterUser(props.users, props.exporter),
    resources: mongodResources(props),
    configMaps: { mongod: `${name}-mongod`, agent: `${name}-agent` },
  };
}

/** Returns the Secrets that the members read. */
export function mountedSecrets({ keyfile, users, tls, imagePullSecrets = [] }: MongoSet): (SecretKey | GivenSecret)[] {
  const credentials = users.map((user) => user.credentials);
  return [keyfile, ...credentials, ...(tls === undefined ? [] : [tls.authority]), ...imagePullSecrets];
}

/** Reports props that contradict each other, and Secrets that the members cannot mount. */
export function checkSet(findings: Findings, set: MongoSet, props: DecidedMongo): void {
  const { namespace, keyfile } = set;
  // A pod's label has 63 characters at most for its revision, `<name>-<10 characters>`.
  findings.add('id', serviceNameProblem(set.name, 52));
  checkTopology(findings, props);
  if (props.featureCompatibilityVersion !== undefined)
    findings.add('featureCompatibilityVersion', compatibilityProblem(props.featureCompatibilityVersion, props.image));
  checkOwnLabels(findings, 'storage.labels', props.storage.labels, set.pods.selector);
  findings.add('keyfile', otherNamespaceProblem(keyfile, 'set', namespace));
  findings.add('keyfile', plainSecretProblem(keyfile.delivery));
  checkTls(findings, props.tls, namespace);
  const { clusterDomain, expose } = props;
  checkExposure(findings, expose, { ordinals: set.members.ordinals, clusterDomain, tlsMode: set.tls?.mode });
  checkMongodOptions(findings, props.mongod.options, set.tls !== undefined);
  checkUsers(findings, props.users, namespace, props.roles);
  checkRoles(findings, props.roles);
  checkMongoSizing(findings, set.resources);
  checkMongoMonitoring(findings, props, { users: props.users, namespace });
  checkPods(findings, props, set.pods);
}
