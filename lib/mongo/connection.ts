import { ComposedValue } from '../values/composed-value';
import { Endpoint } from '../values/endpoint';
import { Findings, shown } from '../values/findings';
import { memberHosts, MongoSet } from './set';
import { authenticationDatabase, databaseProblem } from './user';
import { SecretRef } from '../secret-ref';

export interface MongoConnectionProps {
  /** The credentials of one of the set's users. */
  readonly user: SecretRef<'username' | 'password'>;
  /** The application's database. */
  readonly database: string;
  /**
   * Further options of the connection string, such as `{ appName: 'user-admin', readPreference: 'secondaryPreferred' }`.
   * https://www.mongodb.com/docs/manual/reference/connection-string-options/
   * @default - the driver's defaults
   */
  readonly options?: Readonly<Record<string, string | number | boolean>>;
}

const ownOptions = ['authSource', 'replicaSet', 'tls', 'ssl', 'directConnection'];

/**
 * The URI of a replica set, with all members as seeds and the credentials by `$(NAME)`, which the kubelet expands. It does not
 * encode them, so they must be of characters that stand for themselves in a URI; the set's agent sees to that.
 */
export function mongoConnection(set: MongoSet, endpoint: Endpoint, props: MongoConnectionProps): ComposedValue {
  const user = set.users.find(({ credentials }) => credentials === props.user);
  const options = new URLSearchParams({
    ...Object.fromEntries(Object.entries(props.options ?? {}).map(([name, value]) => [name, String(value)])),
    authSource: user === undefined ? 'admin' : authenticationDatabase(user),
    replicaSet: set.name,
  });
  const path = `${memberHosts(set).join(',')}/${props.database}?${options.toString()}`;
  return {
    secrets: { USERNAME: props.user.key('username'), PASSWORD: props.user.key('password') },
    text: (variable) => `mongodb://$(${variable}_USERNAME):$(${variable}_PASSWORD)@${path}`,
    endpoint,
  };
}

/** Reports a connection of a user that the set does not make, or to a database that is the server's own. */
export function checkConnection(findings: Findings, set: MongoSet, props: MongoConnectionProps): void {
  const { user, database, options } = props;
  if (!set.users.some(({ credentials }) => credentials === user)) {
    const known = set.users.map(({ credentials }) => shown(credentials.name)).join(', ') || 'none';
    findings.add(
      'connection: user',
      `must be one of the set's users (${known}), got ${shown(user.name)}; add it to users`,
    );
  }
  if (['admin', 'local', 'config'].includes(database))
    findings.add('connection: database', `must not be the server's own, got ${shown(database)}; write "user-admin"`);
  else findings.add('connection: database', databaseProblem(database));
  for (const option of Object.keys(options ?? {}).filter((name) => ownOptions.includes(name)))
    findings.add(`connection: option ${shown(option)}`, "is the set's own; leave it out");
}
