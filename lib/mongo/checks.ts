import { Findings, shown } from '../values/findings';
import { imageProblem } from '../values/image';
import { dnsSubdomainProblem, serviceNameProblem } from '../values/names';
import { integerProblem } from '../values/numbers';
import { compatibilityProblem, movingTagProblem } from './compatibility';
import { checkMongodSettings } from './mongod-settings';
import { checkMongoMonitoring, MongoMonitoringProps } from './monitoring';
import { checkRoles } from './role';
import { plainSecretProblem } from '../secrets/secret-delivery';
import { MongoSet } from './set';
import { checkMongoSizing, MongoSize } from './sizing';
import { checkStorage } from './storage';
import { checkTls, MongoTlsProps } from './tls';
import { checkTopology } from './topology';
import { checkRemovedUsers, checkUsers, MongoUser } from './user';

/** What is given that the set itself does not hold. */
interface GivenOnly extends MongoMonitoringProps, MongoTlsProps {
  readonly size?: MongoSize;
  readonly arbiters?: unknown;
  readonly users?: readonly MongoUser[];
}

/** Reports everything that is wrong with a set. */
export function checkSet(findings: Findings, set: MongoSet, { size, arbiters, ...given }: GivenOnly): void {
  // 63 for a pod's label with the revision, `<name>-<10 characters>`.
  findings.add('id', serviceNameProblem(set.name, 52));
  findings.add('members', membersProblem(set.members));
  checkTopology(findings, set);
  if (arbiters !== undefined) {
    findings.add(
      'arbiters',
      `are refused, got ${shown(arbiters)}: they vote without data, so that majority writes stop, or are lost, with one member down; write members: 3`,
    );
  }
  findings.add('image', imageProblem(set.image) ?? movingTagProblem(set.image));
  if (set.featureCompatibilityVersion !== undefined)
    findings.add('featureCompatibilityVersion', compatibilityProblem(set.featureCompatibilityVersion, set.image));
  checkStorage(findings, set.storage);
  if (set.keyfile.namespace !== set.namespace) {
    findings.add(
      'keyfile',
      `must be a Secret of the set's namespace, got one of ${shown(set.keyfile.namespace)}; make the SecretRef in the set's chart`,
    );
  }
  findings.add('keyfile', plainSecretProblem(set.keyfile.delivery));
  checkTls(findings, given.tls, set.namespace);
  checkMongodSettings(findings, set.mongod, set.tls !== undefined);
  checkUsers(findings, set.users, set.namespace);
  checkRoles(findings, set.roles);
  checkRemovedUsers(findings, set.removedUsers);
  checkMongoSizing(findings, size, set.resources);
  checkMongoMonitoring(findings, given);
  findings.add('startupSeconds', integerProblem(set.startupSeconds, 60));
  findings.add('clusterDomain', dnsSubdomainProblem(set.clusterDomain));
}

function membersProblem(members: unknown): string | undefined {
  if (members === 1 || members === 3 || members === 5 || members === 7) return undefined;
  if (members === 2 || members === 4 || members === 6)
    return `must be odd, got ${members}; use ${members - 1} or ${members + 1}`;
  return `must be 1, 3, 5 or 7, got ${shown(members)}; use 3`;
}
