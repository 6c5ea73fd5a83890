import { EnvTemplate } from '../../secrets/env-template';
import { NetworkEndpoint } from '../../network/endpoint';
import { dnsLabelProblem } from '../../kubernetes/names';
import { instance } from '../../props/instance';
import { object } from '../../props/object';
import { string } from '../../props/scalar';
import { Decided, optional, Props, PropsOf } from '../../props/schema';
import { connection, connectionFiles, database } from './connection';
import { memberHosts } from '../members/member-hosts';
import { mongodPort } from '../agent/contract';
import { MongoSet } from '../replica-set/set';
import { authenticationDatabase, userWith } from '../users/user';
import { SecretKey } from '../../secrets/secret-ref';

/** The schema of a key that holds a whole connection string. */
export const uriKey = instance(SecretKey, {
  wanted: 'a key of a SecretRef',
  example: 'new SecretRef(chart, "mongo-uri", { keys: ["uri"] }).key("uri")',
});

/** The props of a binding. */
export const binding = object(
  {
    /** The credentials of one of the set's users, or for a client of another namespace a copy of them there (`copyOf`). */
    user: connection.entries.user,
    /**
     * The certificates by which the client verifies the members, as a key of a Secret of the client's namespace.
     * @default - those of the set; a client of another namespace needs a copy
     */
    caBundle: connection.entries.caBundle,
    /** The application's database. */
    database,
    /** The binding's name, which is the directory of its files. @default - the set's name */
    name: optional(string({ check: (name) => dnsLabelProblem(name), example: '"mongo"' })),
    /**
     * A key of a Secret that holds the whole connection string, created elsewhere.
     * @default - none: the application builds it
     */
    uri: optional(uriKey),
  },
  { example: '{ user, database }' },
);

/** The props of a binding, as a program writes them. */
export interface MongoBindingProps extends PropsOf<typeof binding>, Props {}

/** The parts of a binding that a backend has: `files` for its files, `env` for its environment. */
export interface MongoBinding {
  /** The files, by their path. */
  readonly files: Readonly<Record<string, string | SecretKey>>;
  /** The variable that libraries find the files by. */
  readonly env: {
    /** The directory of all bindings. */
    readonly SERVICE_BINDING_ROOT: EnvTemplate;
  };
}

const root = '/bindings';

/**
 * Returns a set and one of its users as the Service Binding specification describes a database: a directory of files that libraries such
 * as Spring Cloud Bindings read. The files of the password follow the Secret. https://servicebinding.io/spec/core/1.1.0/
 */
export function mongoBinding(set: MongoSet, endpoint: NetworkEndpoint, props: Decided<typeof binding>): MongoBinding {
  const { name = set.name, database, uri } = props;
  const hosts = memberHosts(set);
  const [authority] = Object.values(connectionFiles(set, props) ?? {});
  const entries: Record<string, string | SecretKey> = {
    type: 'mongodb',
    provider: 'cdk8s-backend',
    host: hosts.map((host) => host.replace(`:${mongodPort}`, '')).join(','),
    port: String(mongodPort),
    database,
    'authentication-database': authenticationDatabase(userWith(set.users, props.user)),
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
