import { Dns } from '../../network/dns';
import { Pods, podsOf, PodsProps } from '../../pods/pods';
import { ComposedValue } from '../../secrets/composed-value';
import { Endpoint } from '../../network/endpoint';
import { Findings, shown } from '../../findings/findings';
import { SecretKey, SecretRef } from '../../secrets/secret-ref';
import { mongodPort } from '../agent/contract';
import { MongoConnectionProps } from '../client/connection';
import { mongodbUser } from '../members/mongod-paths';
import { ApiServerAccess } from '../replica-set/set';
import { MongoStorage } from '../mongod/storage';
import { MongoUser } from '../users/user';

/** What dumps and snapshots know of the set that they are of. */
export interface BackedUpSet {
  readonly name: string;
  readonly image: string;
  readonly registry: string | undefined;
  readonly imagePullSecrets: readonly SecretRef[] | undefined;
  readonly userId: number | 'assigned';
  readonly partOf: string | undefined;
  readonly endpoint: Endpoint;
  readonly connectionFiles: Readonly<Record<string, SecretKey>>;
  readonly users: readonly MongoUser[];
  readonly storage: MongoStorage;
  readonly apiServer: ApiServerAccess;
  readonly dns?: Dns;
  readonly connection: (props: MongoConnectionProps) => ComposedValue;
}

/** In the place of a set that is none, which is reported. */
export const noSet: BackedUpSet = {
  name: 'none',
  image: 'none',
  registry: undefined,
  imagePullSecrets: undefined,
  userId: mongodbUser,
  partOf: undefined,
  endpoint: { namespace: undefined, labels: {}, port: mongodPort },
  connectionFiles: {},
  users: [],
  storage: { size: '1Gi' },
  apiServer: {},
  connection: () => ({ secrets: {}, text: () => '' }),
};

/** The pods of a Job that runs the set's image: by default as the set runs it. */
export function jobPods(
  name: string,
  namespace: string | undefined,
  props: PodsProps,
  set: BackedUpSet,
  component: string,
): Pods {
  const { partOf, userId } = set;
  const imagePullSecrets = props.imagePullSecrets ?? set.imagePullSecrets;
  return podsOf(name, namespace, { ...props, imagePullSecrets }, { component, partOf, userId });
}

/** In the place of a user that is none, which is reported. */
export const noUser: Pick<SecretRef, 'name'> = { name: 'none' };

/** The set's connection string for a program that has the credentials as files; empty for a user that the set does not make. */
export function separateUri(
  set: BackedUpSet,
  user: SecretRef<'username' | 'password'> | undefined,
  options: Pick<MongoConnectionProps, 'appName' | 'readPreference'>,
): string {
  if (user === undefined || !makes(set, user)) return '';
  return set.connection({ user, credentials: 'separate', ...options }).text('');
}

/** Reports a user that the set does not make. */
export function checkSetUser(findings: Findings, subject: string, set: BackedUpSet, user: SecretRef): void {
  if (makes(set, user)) return;
  const names = set.users.map(({ credentials }) => shown(credentials.name)).join(', ') || 'none';
  findings.add(subject, {
    code: 'invalid-value',
    want: `must be one of the set's users (${names})`,
    got: shown(user.name),
    write: "add it to the set's users",
  });
}

function makes({ users }: BackedUpSet, user: SecretRef): boolean {
  return users.some(({ credentials }) => credentials === user);
}
