import { dnsShapes } from '../network/dns';
import { overridesShape } from '../construct/overrides';
import { podsShapes } from '../pods/pods';
import { registryShapes } from '../pods/registry';
import { SecretKey } from '../secrets/secret-ref';
import { Findings, shown } from '../findings/findings';
import { Problem } from '../findings/problem';
import { advised, instanceOf, oneOf, optional, scalar, Shape, Shapes, shapesFrom, text } from '../props/shape';
import { soundFields } from '../props/sound-fields';
import { accessShape } from './members/address-access';
import { mongodShapes } from './mongod/mongod-settings';
import { mongoMonitoringShapes } from './monitoring/monitoring';
import { mongoObjects, MongoStatefulSetProps } from './replica-set/props';
import { mongoSizingShapes } from './mongod/sizing';
import { storageShape } from './mongod/storage';
import { mongoTlsShapes } from './tls/tls';
import { mongoTopologyShapes } from './members/topology';
import { MongoUser, userCredentials, users } from './users/user';

const keyfileAdvice = 'new SecretRef(chart, "mongo-keyfile", { keys: ["keyfile"] }).key("keyfile")';
const counts = [undefined, 1, 3, 5, 7];

const membersShape: Shape = {
  wanted: '1, 3, 5 or 7',
  misfit: (value) => (counts.includes(value as number) ? undefined : { at: '', ...membersProblem(value) }),
};

/** Arbiters are refused with what to do in their place. */
const anything: Shape = { wanted: 'anything', misfit: () => undefined };

const shapes: Shapes<MongoStatefulSetProps> = {
  ...podsShapes,
  ...registryShapes,
  ...mongoSizingShapes,
  ...mongodShapes,
  ...mongoTlsShapes,
  ...shapesFrom(users.entries),
  ...mongoTopologyShapes,
  ...mongoMonitoringShapes,
  ...dnsShapes,
  members: membersShape,
  arbiters: anything,
  image: optional(scalar),
  featureCompatibilityVersion: optional(scalar),
  storage: storageShape,
  keyfile: instanceOf(SecretKey, 'a key of a SecretRef', keyfileAdvice),
  startupSeconds: optional(scalar),
  spreading: optional(advised(oneOf('preferred', 'required'), '"preferred"')),
  clusterDomain: optional(advised(text, '"cluster.local"')),
  apiServer: optional(advised(accessShape, '{ cidrs: ["10.0.0.1/32"], ports: [6443] }')),
  overrides: overridesShape(mongoObjects),
};

/**
 * The props that are made of what they must be; the others are reported. In the place of what the rest of the set is looked at by is
 * something of the kind, so that nothing is reported for the lack of it.
 */
export function soundProps(
  findings: Findings,
  given: MongoStatefulSetProps,
  namespace: string | undefined,
): MongoStatefulSetProps {
  const sound = soundFields(findings, shapes, given, {
    of: 'a MongoStatefulSet',
    write: '{ storage, keyfile }',
    synonyms: { replicas: 'members', size: 'storage', version: 'image' },
  });
  const { users: listed, metrics } = (given as typeof given | null | undefined) ?? {};
  return {
    storage: { size: '1Gi' },
    keyfile: new SecretKey('mongo-keyfile', 'keyfile', namespace),
    users: knownUsers(listed),
    ...(metrics === undefined ? {} : { metrics: { labels: { release: 'prometheus' } } }),
    ...sound,
  };
}

/** The users that connections may be of, whatever else is wrong with them. */
function knownUsers(users: unknown): MongoUser[] {
  const all = Array.isArray(users) ? (users as readonly (Partial<MongoUser> | null | undefined)[]) : [];
  return all.flatMap((user) => {
    const credentials = user?.credentials;
    if (credentials === undefined || userCredentials.parse(credentials).issues.length > 0) return [];
    return [{ credentials, roles: [{ role: 'read', db: 'user-admin' }] }];
  });
}

function membersProblem(members: unknown): Problem {
  if (members === 2 || members === 4 || members === 6)
    return {
      code: 'invalid-value',
      want: 'must be odd',
      got: members,
      write: `use ${members - 1} or ${members + 1}`,
    };
  return { code: 'invalid-value', want: 'must be 1, 3, 5 or 7', got: shown(members), write: 'use 3' };
}
