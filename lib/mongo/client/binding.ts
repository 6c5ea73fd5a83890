import { ComposedValue } from '../../secrets/composed-value';
import { Endpoint } from '../../network/endpoint';
import { Findings } from '../../findings/findings';
import { dnsLabelProblem } from '../../kubernetes/names';
import { mongodPort } from '../agent/contract';
import { MongoConnectionProps } from './connection';
import { memberHosts } from '../members/member-hosts';
import { MongoSet } from '../replica-set/set';
import { connectionTls } from '../tls/tls-files';
import { authenticationDatabase } from '../users/user';
import { SecretKey } from '../../secrets/secret-ref';

export interface MongoBindingProps extends Pick<MongoConnectionProps, 'user'> {
  /** The application's database. */
  readonly database: string;
  /**
   * The binding's name: the directory of its files.
   * @default - the set's name
   */
  readonly name?: string;
  /**
   * A key of a Secret that holds the whole connection string, made elsewhere.
   * @default - none: the application puts it together
   */
  readonly uri?: SecretKey;
}

/** What a backend is given of a binding: `files` for its files, `env` for its environment. */
export interface MongoBinding {
  readonly files: Readonly<Record<string, string | SecretKey>>;
  readonly env: { readonly SERVICE_BINDING_ROOT: ComposedValue };
}

const root = '/bindings';

/**
 * A set and one of its users as the Service Binding specification has a database: a directory of files that libraries such as Spring
 * Cloud Bindings read. The files of the password follow the Secret. https://servicebinding.io/spec/core/1.1.0/
 */
export function mongoBinding(set: MongoSet, endpoint: Endpoint, props: MongoBindingProps): MongoBinding {
  const { name = set.name, database, uri } = props;
  const user = set.users.find(({ credentials }) => credentials === props.user);
  const hosts = memberHosts(set);
  const [authority] = Object.values(connectionTls(set).files ?? {});
  const entries: Record<string, string | SecretKey> = {
    type: 'mongodb',
    provider: 'cdk8s-backend',
    host: hosts.map((host) => host.replace(`:${mongodPort}`, '')).join(','),
    port: String(mongodPort),
    database,
    'authentication-database': authenticationDatabase(user),
    'replica-set': set.name,
    username: props.user.key('username'),
    password: props.user.key('password'),
    ...(uri === undefined ? {} : { uri }),
    ...(authority === undefined ? {} : { tls: 'true', 'ca.crt': authority }),
  };
  return {
    files: Object.fromEntries(Object.entries(entries).map(([entry, source]) => [`${root}/${name}/${entry}`, source])),
    env: { SERVICE_BINDING_ROOT: { secrets: {}, text: () => root, endpoint } },
  };
}

/** Reports a name that no binding can have. */
export function checkBinding(findings: Findings, { name }: MongoBindingProps): void {
  if (name !== undefined) findings.add('binding: name', dnsLabelProblem(name));
}
