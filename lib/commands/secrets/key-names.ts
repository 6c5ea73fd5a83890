// Names are compared by their words, whatever joins them.

/** The ends of the names of keys whose values are files. */
const fileNames = [
  'crt, cert, certificate, ca, ca bundle, bundle, fullchain, pem, der, p12, pfx, jks, keystore, truststore',
  'tls key, ssl key, ssh key, rsa key, host key, deploy key, private key, public key, client key, server key, ca key',
  'service account, service account key, id rsa, id dsa, id ecdsa, id ed25519, pub, authorized keys, credentials',
  'kubeconfig, dockercfg, dockerconfig, dockerconfigjson, json, yaml, yml',
].flatMap(listed);

/** The ends of the names of keys whose values are one line that another program or company decides. */
const otherNames = [
  'uri, url, dsn, connection string, host, hostname, port, endpoint, address, id',
  'access key, access key secret, account key, storage key, client secret',
].flatMap(listed);

/** The clouds that decide the values of all keys that name them. */
const clouds = ['aws', 'azure', 'gcp', 'gcloud', 'google', 's3'] as const;

/** The names of keys that have no random value, for people. */
export const unmadeNames =
  `A key has no random value if its name ends with ${fileNames.join(', ')}, with .key, or with ${otherNames.join(', ')}, or has the ` +
  `word ${clouds.join(', ')}: databaseUrl, DATABASE_URL and database-url alike`;

const files = new Set<string>(fileNames.map(joined));
const others = new Set<string>(otherNames.map(joined));

/** Tells whether a key of this name can have a random value: a certificate, a URI or a cloud's key comes from elsewhere. */
export function canBeRandom(key: string): boolean {
  const words = wordsOf(key);
  return !isFile(key) && !endsWithOne(words, others) && !isAddress(words) && !words.some(isCloud);
}

/** Tells whether the value of a key of this name is a file, such as a certificate: it has several lines, and is not typed. */
export function isFile(key: string): boolean {
  return /.\.key$/i.test(key) || endsWithOne(wordsOf(key), files);
}

/** Returns the words of a name in lower case, without numbers and words at its end that say nothing of the value. */
function wordsOf(key: string): string[] {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const last = words.findLastIndex((word) => !/^(\d+|v\d+|file|data|path|base64|b64)$/.test(word));
  return words.slice(0, last + 1);
}

/** Tells whether a name ends with one of some words, in the singular or the plural, with or without a number, however they are joined. */
function endsWithOne(words: readonly string[], ends: ReadonlySet<string>): boolean {
  return words.some((_, index) => {
    const end = words.slice(index).join('');
    return [end, end.replace(/\d+$/, ''), end.replace(/s$/, ''), `${end}s`].some((each) => ends.has(each));
  });
}

/** Tells whether the last word is an address that is written together, such as `mongouri`. */
function isAddress(words: readonly string[]): boolean {
  return /^(?!curl$).*ur[il]\d*$/.test(words.at(-1) ?? '');
}

function isCloud(word: string): boolean {
  return clouds.some((cloud) => cloud === word);
}

function joined(name: string): string {
  return name.replaceAll(' ', '');
}

function listed(names: string): string[] {
  return names.split(', ');
}
