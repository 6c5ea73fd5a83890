import { checkPods, PodsProps } from '../pods/pods';
import { checkAccess } from './members/address-access';
import { Findings, shown } from '../findings/findings';
import { imageProblem } from '../kubernetes/image';
import { dnsSubdomainProblem, serviceNameProblem } from '../kubernetes/names';
import { integerProblem } from '../props/number';
import { compatibilityProblem, movingTagProblem, oldSeriesProblem } from './mongod/compatibility';
import { checkMongodSettings } from './mongod/mongod-settings';
import { checkMongoMonitoring, MongoMonitoringProps } from './monitoring/monitoring';
import { checkRoles } from './users/role';
import { otherNamespaceProblem, plainSecretProblem } from '../secrets/sources/secret-delivery';
import { MongoSet } from './replica-set/set';
import { checkMongoSizing } from './mongod/sizing';
import { checkStorage } from './mongod/storage';
import { checkTls, MongoTlsProps } from './tls/tls';
import { checkTopology } from './members/topology';
import { checkUsers, MongoUser } from './users/user';

/** What is given that the set itself does not hold. */
interface GivenOnly extends MongoMonitoringProps, MongoTlsProps, PodsProps {
  readonly arbiters?: unknown;
  readonly users?: readonly MongoUser[];
}

/** Reports everything that is wrong with a set. */
export function checkSet(findings: Findings, set: MongoSet, { arbiters, ...given }: GivenOnly): void {
  // 63 for a pod's label with the revision, `<name>-<10 characters>`.
  findings.add('id', serviceNameProblem(set.name, 52));
  checkTopology(findings, set);
  if (arbiters !== undefined) {
    findings.add('arbiters', {
      code: 'invalid-value',
      want: 'are refused',
      got: `${shown(arbiters)}: they vote without data, so that majority writes stop, or are lost, with one member down`,
      write: 'write members: 3',
    });
  }
  findings.add('image', imageProblem(set.image) ?? movingTagProblem(set.image) ?? oldSeriesProblem(set.image));
  if (set.featureCompatibilityVersion !== undefined)
    findings.add('featureCompatibilityVersion', compatibilityProblem(set.featureCompatibilityVersion, set.image));
  checkStorage(findings, set.storage, set.pods.selector);
  findings.add('keyfile', otherNamespaceProblem(set.keyfile, 'set', set.namespace));
  findings.add('keyfile', plainSecretProblem(set.keyfile.delivery));
  checkTls(findings, given.tls, set.namespace);
  checkMongodSettings(findings, set.mongod, set.tls !== undefined);
  checkUsers(findings, set.users, set.namespace, set.roles);
  checkRoles(findings, set.roles);
  checkMongoSizing(findings, set.resources);
  checkMongoMonitoring(findings, given);
  checkAccess(findings, 'apiServer', set.apiServer);
  checkPods(findings, given, set.pods);
  findings.add('startupSeconds', integerProblem(set.startupSeconds, 60));
  findings.add('clusterDomain', dnsSubdomainProblem(set.clusterDomain));
}
