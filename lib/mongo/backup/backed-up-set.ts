import { DecidedPods, Pods, podsOf } from '../../pods/pods';
import { Findings, quoted } from '../../findings/findings';
import { instance } from '../../props/instance';
import { decided } from '../../props/schema';
import { SecretRef } from '../../secrets/secret-ref';
import { mongodPort } from '../agent/contract';
import { MongoConnectionProps } from '../client/connection';
import { apiServerAccess } from '../members/address-access';
import { mongodbUser } from '../members/mongod-paths';
import { storage } from '../mongod/storage';
import { MongoStatefulSet } from '../mongo-stateful-set';

/** The parts of a set that its dumps and snapshots read. */
export type BackedUpSet = Pick<
  MongoStatefulSet,
  | 'name'
  | 'image'
  | 'registry'
  | 'imagePullSecrets'
  | 'runAsUser'
  | 'partOf'
  | 'endpoint'
  | 'connectionFiles'
  | 'users'
  | 'storage'
  | 'apiServer'
  | 'dns'
  | 'connection'
>;

/** The schema of a set. */
export const backedUpSet = instance(MongoStatefulSet, {
  wanted: 'a MongoStatefulSet',
  example: 'new MongoStatefulSet(chart, "mongo", …)',
});

/** The set that stands in for one that was reported. */
export const noSet: BackedUpSet = {
  name: 'none',
  image: 'none',
  registry: undefined,
  imagePullSecrets: undefined,
  runAsUser: mongodbUser,
  partOf: undefined,
  endpoint: { namespace: undefined, labels: {}, port: mongodPort },
  connectionFiles: {},
  users: [],
  storage: decided(storage, { size: '1Gi' }),
  apiServer: decided(apiServerAccess, {}),
  connection: () => ({ secrets: {}, text: () => '' }),
};

/** Returns the pods of a Job that runs the set's image: by default as the set runs it. */
export function jobPods(
  name: string,
  namespace: string | undefined,
  props: DecidedPods,
  set: BackedUpSet,
  component: string,
): Pods {
  const { partOf, runAsUser } = set;
  const imagePullSecrets = props.imagePullSecrets ?? set.imagePullSecrets;
  return podsOf(name, namespace, { ...props, imagePullSecrets }, { component, partOf, runAsUser });
}

/** The user that stands in for one that was reported. */
export const noUser: Pick<SecretRef, 'name'> = { name: 'none' };

/** Returns the set's connection string for a program that has the credentials as files; empty for a user that the set does not have. */
export function separateUri(
  set: BackedUpSet,
  user: SecretRef<'username' | 'password'> | undefined,
  options: Pick<MongoConnectionProps, 'appName' | 'readPreference'>,
): string {
  if (user === undefined || !hasUser(set, user)) return '';
  return set.connection({ user, credentials: 'separate', ...options }).text('');
}

/** Reports a set of another namespace than the Jobs'. */
export function checkSetNamespace(
  findings: Findings,
  set: BackedUpSet,
  { owner, namespace }: { readonly owner: 'backup' | 'snapshots'; readonly namespace: string | undefined },
): void {
  if (set.endpoint.namespace === namespace) return;
  findings.add('mongo', {
    code: 'conflict',
    want: `must be a set of the namespace of the ${owner}`,
    got: `one of ${quoted(set.endpoint.namespace)}`,
    write: `create the ${owner} in the set's chart`,
  });
}

/** Reports a user that the set does not have. */
export function checkSetUser(findings: Findings, place: string, set: BackedUpSet, user: SecretRef): void {
  if (hasUser(set, user)) return;
  const names = set.users.map(({ credentials }) => quoted(credentials.name)).join(', ') || 'none';
  findings.add(place, {
    code: 'unknown-reference',
    want: `must be one of the set's users (${names})`,
    got: quoted(user.name),
    write: "add it to the set's users",
  });
}

function hasUser({ users }: BackedUpSet, user: SecretRef): boolean {
  return users.some(({ credentials }) => credentials === user);
}
