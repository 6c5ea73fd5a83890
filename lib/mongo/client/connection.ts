import { SecretKey } from '../../secrets/secret-ref';
import { EnvTemplate } from '../../secrets/env-template';
import { NetworkEndpoint } from '../../network/endpoint';
import { Findings } from '../../findings/findings';
import { object } from '../../props/object';
import { placeIn, Problem, quoted } from '../../findings/problem';
import { record } from '../../props/record';
import { boolean, integer, number, oneOf, string } from '../../props/scalar';
import { Decided, optional, Props, PropsOf } from '../../props/schema';
import { union } from '../../props/union';
import { databaseProblem } from '../users/role';
import { outsideHost } from '../expose/outside-hosts';
import { memberHosts, membersDomain } from '../members/member-hosts';
import { MongoSet } from '../replica-set/set';
import { authority } from '../tls/tls';
import { connectionTls, withAuthority } from '../tls/tls-files';
import { authenticationDatabase, unlistedProblem, userCredentials, userWith } from '../users/user';

/** The schema of an application's database. */
export const database = string({ check: applicationDatabaseProblem, example: '"user-admin"' });

const reads = ['primary', 'primaryPreferred', 'secondary', 'secondaryPreferred', 'nearest'] as const;

/** The props of a connection. */
export const connection = object(
  {
    /** The credentials of one of the set's users, or for a client of another namespace a copy of them there (`copyOf`). */
    user: userCredentials,
    /**
     * The certificates by which the client verifies the members, as a key of a Secret of the client's namespace.
     * @default - those of the set; a client of another namespace needs a copy
     */
    caBundle: optional(authority),
    /**
     * The application's database.
     * @default - none, for a program that reads or writes all databases, such as a backup
     */
    database: optional(database),
    /**
     * The place of the client. `inside`: a pod of the cluster. `outside`: any other, which reaches the members by the names of the set's
     * `expose`. The NetworkPolicy of a client in another cluster needs `egressTo` for these.
     * @default 'inside'
     */
    from: oneOf(['inside', 'outside'], { example: '"outside"', default: 'inside' }),
    /**
     * The way to find the members. `seeds`: all that are not hidden are named. `srv`: by the DNS records of the set's Service
     * (`mongodb+srv://`), so that a client that restarts knows the members of that moment.
     * @default 'seeds'
     */
    hosts: oneOf(['seeds', 'srv'], { example: '"srv"', default: 'seeds' }),
    /**
     * The place of the credentials. `uri`: in the connection string. `separate`: in the variables `<variable>_USERNAME` and
     * `<variable>_PASSWORD` alone, which the application hands to its driver; needed for passwords that a URI cannot carry.
     * @default 'uri'
     */
    credentials: oneOf(['uri', 'separate'], { example: '"separate"', default: 'uri' }),
    /**
     * The members that are read from; all but `primary` may give older data.
     * @default - 'primary', which is the drivers'
     */
    readPreference: optional(oneOf(reads, { example: '"secondaryPreferred"' })),
    /**
     * The number of members that must have a write before it is acknowledged; with fewer than the majority, an acknowledged write can be
     * lost.
     * @default - 'majority', which is the server's
     */
    writeConcern: optional(union([oneOf(['majority']), integer({ min: 1, max: 50 })], { example: '"majority"' })),
    /**
     * False for a driver that does not try a write once more when a primary hands over.
     * @default - true, which is the drivers'
     */
    retryWrites: optional(boolean({ example: 'true' })),
    /** The application's name in the server's log and in `currentOp`. @default - none */
    appName: optional(string({ example: '"user-admin"', check: encodingProblem })),
    /**
     * Further options, such as `{ maxPoolSize: 20 }`.
     * https://www.mongodb.com/docs/manual/reference/connection-string-options/
     * @default - { connectTimeoutMS: 5000, heartbeatFrequencyMS: 5000 }, and else the driver's defaults
     */
    options: record(string(), union([string({ check: encodingProblem }), number(), boolean()]), {
      example: '{ maxPoolSize: 20 }',
      default: {},
    }),
  },
  { example: '{ user, database }' },
);

/** The connection string of a user: https://www.mongodb.com/docs/manual/reference/connection-string/ */
export interface MongoConnectionProps extends PropsOf<typeof connection>, Props {}

type DecidedConnection = Decided<typeof connection>;

const ownOptions = ['authSource', 'replicaSet', 'tls', 'ssl', 'tlsCAFile', 'directConnection', 'loadBalanced'];

// A driver gives up a primary that is silent, as when its node loses its power, after these two together. With the drivers' own 30 s
// and 10 s, writes stand still for 35 s.
const silence = { connectTimeoutMS: 5000, heartbeatFrequencyMS: 5000 };

const typedOptions = {
  readPreference: 'readPreference',
  w: 'writeConcern',
  retryWrites: 'retryWrites',
  appName: 'appName',
};

/**
 * Returns the URI of a replica set. Credentials in it are `$(NAME)`, which the kubelet expands. It does not encode them, so they must be
 * of characters that stand for themselves in a URI; the set's agent refuses others.
 */
export function mongoConnection(set: MongoSet, endpoint: NetworkEndpoint, props: DecidedConnection): EnvTemplate {
  const srv = props.hosts === 'srv';
  const scheme = srv ? 'mongodb+srv' : 'mongodb';
  const isOutside = props.from === 'outside';
  const seeds = isOutside ? outsideSeeds(set) : memberHosts(set);
  const hosts = srv ? membersDomain(set) : seeds.join(',');
  const place = `${hosts}/${props.database ?? ''}?${optionsText(set, props)}`;
  return {
    secrets: { USERNAME: props.user.key('username'), PASSWORD: props.user.key('password') },
    text: (variable) =>
      props.credentials === 'separate'
        ? `${scheme}://${place}`
        : `${scheme}://$(${variable}_USERNAME):$(${variable}_PASSWORD)@${place}`,
    ...(isOutside ? {} : { endpoint }),
    files: connectionFiles(set, props),
  };
}

function outsideSeeds({ outside, members }: MongoSet): string[] {
  return outside.filter(({ ordinal }) => members.visible.includes(ordinal)).map(outsideHost);
}

/** Returns the files that a connection needs; undefined also for a client of another namespace without a `caBundle`. */
export function connectionFiles(
  set: MongoSet,
  { user, caBundle }: Pick<DecidedConnection, 'user' | 'caBundle'>,
): Readonly<Record<string, SecretKey>> | undefined {
  const { files } = connectionTls(set);
  const isElsewhere = user.copyOf !== undefined && user.namespace !== set.namespace;
  return files === undefined || (caBundle === undefined && isElsewhere) ? undefined : withAuthority(files, caBundle);
}

/** Reports a connection of a user that the set does not have, and options that the connection cannot have. */
export function checkConnection(findings: Findings, set: MongoSet, props: DecidedConnection, place: string): void {
  const { user, readPreference = 'primary', options } = props;
  findings.add(`${place}.from`, outsideProblem(set, props));
  if (connectionTls(set).files !== undefined && connectionFiles(set, props) === undefined)
    findings.add(`${place}.caBundle`, {
      code: 'missing-prop',
      want: `must be given for a client of the namespace ${quoted(user.namespace)}`,
      got: 'none',
      write: `write a key of a SecretRef there with copyOf, or of a Bundle's Secret`,
    });
  findings.add(`${place}.user`, unlistedProblem(set.users, user, 'users'));
  if (userWith(set.users, user)?.passwordAlphabet === 'printable' && props.credentials !== 'separate')
    findings.add(`${place}.credentials`, {
      code: 'conflict',
      want: `must be "separate" for ${quoted(user.name)}, whose password may have characters that a URI cannot carry`,
      got: 'passwordAlphabet "printable"',
      write: 'write credentials: "separate"',
    });
  for (const option of Object.keys(options))
    findings.add(placeIn(`${place}.options`, `[${quoted(option)}]`), optionProblem(option, readPreference));
}

function outsideProblem({ expose }: MongoSet, { from, hosts }: DecidedConnection): Problem | undefined {
  if (from === 'inside') return undefined;
  if (expose === undefined)
    return {
      code: 'conflict',
      want: 'needs a set with expose',
      got: quoted(from),
      write: 'write expose in the MongoStatefulSet',
    };
  if (hosts === 'seeds') return undefined;
  const want = 'needs seeds, because the records of hosts "srv" are of the cluster alone';
  return { code: 'conflict', want, got: quoted(from), write: 'leave out hosts' };
}

// Tags and staleness choose among secondaries. https://www.mongodb.com/docs/manual/core/read-preference-tags/
function optionProblem(option: string, readPreference: string): Problem | undefined {
  const name = option.toLowerCase();
  const typed = Object.entries(typedOptions).find(([one]) => one.toLowerCase() === name);
  if (ownOptions.some((own) => own.toLowerCase() === name))
    return { code: 'conflict', want: 'must not be an option that the set decides', write: 'leave it out' };
  if (typed !== undefined)
    return { code: 'conflict', want: 'must not be an option that has a prop', write: `write it as ${typed[1]}` };
  if (readPreference !== 'primary' || !['readpreferencetags', 'maxstalenessseconds'].includes(name)) return undefined;
  const want = 'is refused or ignored by drivers that read from the primary';
  return { code: 'conflict', want, got: 'readPreference "primary"', write: 'write readPreference: "secondary"' };
}

function optionsText(set: MongoSet, props: DecidedConnection): string {
  const { readPreference, writeConcern: w, retryWrites, appName } = props;
  const names = Object.keys(props.options).map((name) => name.toLowerCase());
  const timeouts = Object.entries(silence).filter(([name]) => !names.includes(name.toLowerCase()));
  const given = { readPreference, w, retryWrites, appName, ...props.options };
  const own = {
    authSource: authenticationDatabase(userWith(set.users, props.user)),
    replicaSet: set.name,
    // `mongodb+srv` implies TLS.
    ...(props.hosts === 'srv' ? { tls: false } : {}),
    ...connectionTls(set).options,
  };
  return [...Object.entries({ ...given, ...own }), ...timeouts]
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
}

function encodingProblem(text: string): Problem | undefined {
  if (!/\p{Surrogate}/u.test(text)) return undefined;
  const write = 'write the whole character, or leave it out';
  return {
    code: 'invalid-format',
    want: 'must be Unicode, which a URI can carry',
    got: 'half of a surrogate pair',
    write,
  };
}

function applicationDatabaseProblem(name: string): Problem | undefined {
  if (!['admin', 'local', 'config'].includes(name)) return databaseProblem(name);
  const want = "must not be the server's own";
  return { code: 'invalid-value', want, got: quoted(name), write: 'write "user-admin"' };
}
