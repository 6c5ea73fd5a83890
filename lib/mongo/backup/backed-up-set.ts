import { Findings } from '../../findings/findings';
import { quoted } from '../../findings/problem';
import { instance } from '../../props/instance';
import { SecretRef } from '../../secrets/secret-ref';
import { mongodPort } from '../agent/contract';
import { MongoConnectionProps } from '../client/connection';
import { mongodbUser } from '../members/mongod-paths';
import { MongoStatefulSet } from '../mongo-stateful-set';
import { unlistedProblem, userWith } from '../users/user';

/** The schema of a set. */
export const backedUpSet = instance(MongoStatefulSet, {
  wanted: 'a MongoStatefulSet',
  example: 'new MongoStatefulSet(chart, "mongo", …)',
});

const standIn = {
  name: 'none',
  image: 'none',
  registry: undefined,
  imagePullSecrets: undefined,
  runAsUser: mongodbUser,
  partOf: undefined,
  endpoint: { namespace: undefined, labels: {}, port: mongodPort },
  connectionFiles: {},
  users: [],
  storage: { size: '1Gi' },
  apiServer: {},
  dns: undefined,
  metrics: undefined,
  connection: () => ({ secrets: {}, text: () => '' }),
} satisfies Partial<MongoStatefulSet>;

/** The parts of a set that its dumps and snapshots read. */
export type BackedUpSet = Pick<MongoStatefulSet, keyof typeof standIn>;

/** The set that stands in for one that was reported. */
export const noSet: BackedUpSet = standIn;

/** A user of a set. */
export type SetUser = Pick<SecretRef, 'name'> & Partial<Pick<SecretRef, 'statedType' | 'copyOf'>>;

/** The user that stands in for one that was reported. */
export const noUser: SetUser = { name: 'none' };

/** Returns the set's connection string for a program that has the credentials as files; empty for a user that the set does not have. */
export function separateUri(
  set: BackedUpSet,
  user: SetUser,
  options: Pick<MongoConnectionProps, 'appName' | 'readPreference'>,
): string {
  const known = userWith(set.users, user)?.credentials;
  return known === undefined ? '' : set.connection({ user: known, credentials: 'separate', ...options }).text('');
}

/** Reports a set of another namespace than the Jobs', and users that the set does not have. */
export function checkBackedUpSet(
  findings: Findings,
  set: BackedUpSet,
  users: Readonly<Record<string, SetUser | undefined>>,
  { owner, namespace }: { readonly owner: 'backup' | 'snapshots' | 'import'; readonly namespace: string | undefined },
): void {
  if (set.endpoint.namespace !== namespace)
    findings.add('mongo', {
      code: 'conflict',
      want: `must be a set of the namespace of the ${owner}`,
      got: `one of ${quoted(set.endpoint.namespace)}`,
      write: `create the ${owner} in the set's chart`,
    });
  for (const [place, user] of Object.entries(users))
    if (user !== undefined) findings.add(place, unlistedProblem(set.users, user, "the set's users"));
}
