/** A login to the source: the connection string without its password, which the tools print when they cannot connect. */
export interface SourceLogin {
  readonly uri: string;
  readonly password?: string;
}

/** The facts about the source beside its connection string. */
export interface SourceOptions {
  /** The file of the certificates by which the source's are verified. */
  readonly authority?: string;
  /** The file of the certificate, and its key, that the source is shown. */
  readonly certificate?: string;
  /** The name of the source's set. */
  readonly setName?: string;
}

const pattern = /^(mongodb(?:\+srv)?:\/\/)(?:([^:@/]*)(?::([^@/]*))?@)?([^/?@]+)(?:\/([^?]*))?(?:\?(.*))?$/;

// The primary alone has all that is in its oplog.
const decidedOptions = ['readpreference', 'readpreferencetags', 'maxstalenessseconds', 'readconcernlevel'];

/**
 * Returns the login of a connection string. A database in it belongs to the user, as in drivers: the tools would dump that one alone.
 * @throws an error without the string, if the string is invalid
 */
export function sourceLogin(text: string, { authority, certificate, setName }: SourceOptions = {}): SourceLogin {
  const found = pattern.exec(text.trim());
  if (found === null)
    throw new Error(
      'the connection string of the source must begin with mongodb:// or mongodb+srv://, and have a host',
    );
  const [, scheme = '', username, encoded, hosts = '', database, query = ''] = found;
  const given = query.split('&').filter((option) => option !== '' && !decidedOptions.includes(nameOf(option)));
  const has = (...names: string[]) => given.some((option) => names.includes(nameOf(option)));
  const isSrv = scheme.includes('srv');
  const added = [
    // With `mongodb+srv`, DNS may say it.
    username !== undefined && !isSrv && !has('authsource') && `authSource=${database || 'admin'}`,
    setName !== undefined &&
      !isSrv &&
      !has('replicaset', 'directconnection') &&
      `replicaSet=${encodeURIComponent(setName)}`,
    (authority ?? certificate) !== undefined && !isSrv && !has('tls', 'ssl') && 'tls=true',
    authority !== undefined && !has('tlscafile') && `tlsCAFile=${encodeURIComponent(authority)}`,
    certificate !== undefined && `tlsCertificateKeyFile=${encodeURIComponent(certificate)}`,
    'readPreference=primary',
  ];
  const options = [...given, ...added.filter((option) => option !== false)].join('&');
  const user = username === undefined ? '' : `${username}@`;
  const uri = `${scheme}${user}${hosts}/?${options}`;
  if (encoded === undefined) return { uri };
  // A name and `=` are what scanners look for in a ConfigMap.
  const [password] = [decodeURIComponent(encoded)];
  return { uri, password };
}

/** Returns the connection string of a login for a driver. */
export function driverUri({ uri, ...login }: SourceLogin): string {
  const encoded = encodeURIComponent(login.password ?? '');
  return encoded === '' ? uri : uri.replace('@', () => `:${encoded}@`);
}

function nameOf(option: string): string {
  return option.slice(0, option.indexOf('=')).toLowerCase();
}
