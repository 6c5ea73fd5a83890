import { ComposedValue } from '../../secrets/composed-value';
import { Endpoint } from '../../network/endpoint';
import { Findings, shown } from '../../findings/findings';
import { databaseProblem } from '../users/database';
import { memberHosts, membersDomain } from '../members/member-hosts';
import { MongoSet } from '../replica-set/set';
import { connectionTls } from '../tls/tls-files';
import { authenticationDatabase } from '../users/user';
import { SecretRef } from '../../secrets/secret-ref';

/** The connection string of a user: https://www.mongodb.com/docs/manual/reference/connection-string/ */
export interface MongoConnectionProps {
  /** The credentials of one of the set's users. */
  readonly user: SecretRef<'username' | 'password'>;
  /**
   * The application's database.
   * @default - none is named, for what reads or writes all of them, such as a backup
   */
  readonly database?: string;
  /**
   * How the members are found. `seeds`: all that are not hidden are named. `srv`: by the DNS records of the set's Service
   * (`mongodb+srv://`), so that a client that starts anew knows the members that there are then.
   * @default 'seeds'
   */
  readonly hosts?: 'seeds' | 'srv';
  /**
   * Where the credentials are. `uri`: in the connection string. `separate`: in the variables `<variable>_USERNAME` and
   * `<variable>_PASSWORD` alone, which the application hands to its driver; needed for passwords that a URI cannot carry.
   * @default 'uri'
   */
  readonly credentials?: 'uri' | 'separate';
  /**
   * Which members are read from; all but `primary` may give older data.
   * @default 'primary'
   */
  readonly readPreference?: 'primary' | 'primaryPreferred' | 'secondary' | 'secondaryPreferred' | 'nearest';
  /**
   * How many members must have a write before it is acknowledged; with fewer than the majority, an acknowledged write can be lost.
   * @default 'majority', which is the server's
   */
  readonly writeConcern?: 'majority' | number;
  /**
   * Whether the driver tries a write once more when a primary hands over.
   * @default true
   */
  readonly retryWrites?: boolean;
  /**
   * The application's name in the server's log and in `currentOp`.
   * @default - none
   */
  readonly appName?: string;
  /**
   * Further options, such as `{ maxPoolSize: 20 }`.
   * https://www.mongodb.com/docs/manual/reference/connection-string-options/
   * @default - { connectTimeoutMS: 5000, heartbeatFrequencyMS: 5000 }, and else the driver's defaults
   */
  readonly options?: Readonly<Record<string, string | number | boolean>>;
}

const ownOptions = ['authSource', 'replicaSet', 'tls', 'ssl', 'tlsCAFile', 'directConnection', 'loadBalanced'];

// A driver gives a primary up that says nothing, as when its node loses its power, after these two together. With the drivers' own 30 s
// and 10 s, writes stand still for 35 s.
const silence = { connectTimeoutMS: 5000, heartbeatFrequencyMS: 5000 };

const typedOptions = {
  readPreference: 'readPreference',
  w: 'writeConcern',
  retryWrites: 'retryWrites',
  appName: 'appName',
};

/**
 * The URI of a replica set. Credentials in it are `$(NAME)`, which the kubelet expands. It does not encode them, so they must be of
 * characters that stand for themselves in a URI; the set's agent sees to that.
 */
export function mongoConnection(set: MongoSet, endpoint: Endpoint, props: MongoConnectionProps): ComposedValue {
  const srv = props.hosts === 'srv';
  const scheme = srv ? 'mongodb+srv' : 'mongodb';
  const hosts = srv ? membersDomain(set) : memberHosts(set).join(',');
  const place = `${hosts}/${props.database ?? ''}?${options(set, props)}`;
  return {
    secrets: { USERNAME: props.user.key('username'), PASSWORD: props.user.key('password') },
    text: (variable) =>
      props.credentials === 'separate'
        ? `${scheme}://${place}`
        : `${scheme}://$(${variable}_USERNAME):$(${variable}_PASSWORD)@${place}`,
    endpoint,
    files: connectionTls(set).files,
  };
}

/** Reports a connection of a user that the set does not make, or to a database that is the server's own. */
export function checkConnection(findings: Findings, set: MongoSet, props: MongoConnectionProps): void {
  const { user, database } = props;
  const known = set.users.find(({ credentials }) => credentials === user);
  if (known === undefined) {
    const names = set.users.map(({ credentials }) => shown(credentials.name)).join(', ') || 'none';
    findings.add('connection: user', {
      code: 'invalid-value',
      want: `must be one of the set's users (${names})`,
      got: shown(user.name),
      write: 'add it to users',
    });
  }
  if (known?.passwordAlphabet === 'printable' && props.credentials !== 'separate') {
    findings.add(`connection: user ${shown(user.name)}`, {
      code: 'invalid-value',
      want: 'may have a password that a URI cannot carry (passwordAlphabet "printable")',
      write: 'write credentials: "separate"',
    });
  }
  if (['admin', 'local', 'config'].includes(database ?? ''))
    findings.add('connection: database', {
      code: 'invalid-value',
      want: "must not be the server's own",
      got: shown(database),
      write: 'write "user-admin"',
    });
  else if (database !== undefined) findings.add('connection: database', databaseProblem(database));
  checkOptions(findings, props);
  checkReads(findings, props);
}

function checkOptions(findings: Findings, { writeConcern, options: given = {} }: MongoConnectionProps): void {
  if (
    writeConcern !== undefined &&
    writeConcern !== 'majority' &&
    !(Number.isInteger(writeConcern) && writeConcern > 0)
  )
    findings.add('connection: writeConcern', {
      code: 'invalid-value',
      want: 'must be "majority" or a number of members from 1',
      got: shown(writeConcern),
      write: 'write "majority"',
    });
  for (const option of Object.keys(given)) {
    const subject = `connection: option ${shown(option)}`;
    const typed = Object.entries(typedOptions).find(([name]) => name.toLowerCase() === option.toLowerCase());
    if (ownOptions.some((own) => own.toLowerCase() === option.toLowerCase()))
      findings.add(subject, { code: 'invalid-value', want: "is the set's own", write: 'leave it out' });
    else if (typed !== undefined)
      findings.add(subject, { code: 'not-unique', want: 'has a place of its own', write: `write it as ${typed[1]}` });
  }
}

// Both choose among secondaries. https://www.mongodb.com/docs/manual/core/read-preference-tags/
function checkReads(
  findings: Findings,
  { readPreference = 'primary', options: given = {} }: MongoConnectionProps,
): void {
  if (readPreference !== 'primary') return;
  for (const option of Object.keys(given)) {
    if (['readpreferencetags', 'maxstalenessseconds'].includes(option.toLowerCase()))
      findings.add(`connection: option ${shown(option)}`, {
        code: 'conflict',
        want: 'is refused or ignored by drivers where the primary is read',
        got: 'readPreference "primary"',
        write: 'write readPreference: "secondary"',
      });
  }
}

function options(set: MongoSet, props: MongoConnectionProps): string {
  const user = set.users.find(({ credentials }) => credentials === props.user);
  const { readPreference, writeConcern: w, retryWrites, appName } = props;
  const names = Object.keys(props.options ?? {}).map((name) => name.toLowerCase());
  const timeouts = Object.entries(silence).filter(([name]) => !names.includes(name.toLowerCase()));
  const given = { readPreference, w, retryWrites, appName, ...props.options };
  const own = {
    authSource: authenticationDatabase(user),
    replicaSet: set.name,
    // `mongodb+srv` means TLS unless it is told otherwise.
    ...(props.hosts === 'srv' ? { tls: false } : {}),
    ...connectionTls(set).options,
  };
  return [...Object.entries({ ...given, ...own }), ...timeouts]
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
}
