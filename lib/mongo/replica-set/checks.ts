import { checkPods } from '../../pods/pods';
import { Findings } from '../../findings/findings';
import { serviceNameProblem } from '../../kubernetes/names';
import { compatibilityProblem } from '../mongod/compatibility';
import { checkMongodOptions } from '../mongod/mongod-options';
import { checkMongoMonitoring } from '../monitoring/monitoring';
import { checkRoles } from '../users/role';
import { otherNamespaceProblem, plainSecretProblem } from '../../secrets/sources/secret-delivery';
import { MongoSet } from './set';
import { checkMongoSizing } from '../mongod/sizing';
import { checkStorage } from '../mongod/storage';
import { checkTls } from '../tls/tls';
import { checkTopology } from '../members/topology';
import { checkUsers } from '../users/user';
import { DecidedMongo } from './props';

/** Reports props that contradict each other, and Secrets that the members cannot mount. */
export function checkSet(findings: Findings, set: MongoSet, props: DecidedMongo): void {
  const { namespace, keyfile } = set;
  // A pod's label has 63 characters at most for its revision, `<name>-<10 characters>`.
  findings.add('id', serviceNameProblem(set.name, 52));
  checkTopology(findings, props);
  if (props.featureCompatibilityVersion !== undefined)
    findings.add('featureCompatibilityVersion', compatibilityProblem(props.featureCompatibilityVersion, props.image));
  checkStorage(findings, props.storage, set.pods.selector);
  findings.add('keyfile', otherNamespaceProblem(keyfile, 'set', namespace));
  findings.add('keyfile', plainSecretProblem(keyfile.delivery));
  checkTls(findings, props.tls, namespace);
  checkMongodOptions(findings, props.mongod.options, set.tls !== undefined);
  checkUsers(findings, props.users, namespace, props.roles);
  checkRoles(findings, props.roles);
  checkMongoSizing(findings, set.resources);
  checkMongoMonitoring(findings, props, { users: props.users, namespace });
  checkPods(findings, props, set.pods);
}
