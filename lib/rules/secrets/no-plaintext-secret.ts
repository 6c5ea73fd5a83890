import { field, groupKind, KubernetesManifest, lastApplied, Path } from '../../manifests/manifest';
import { Rule } from '../rule';
import { isLiteralOf, operatorLiterals } from './operator-literals';
import { credentialName, isHarmless, isNamedSecret, secretShape, wordsOf } from '../../plaintext/secret-likeness';

/** A field that contains a secret, and the kind of the secret; never the value. */
interface Leak {
  readonly path: Path;
  readonly what: string;
}
type Leaks = Leak[];

// Files whose lines are settings. Source code is not among them: it says `password:` without telling one.
const settingsFile = /\.(?:env|properties|ini|conf|cfg|toml|ya?ml|json)$|^\.env/i;
const sqlPassword = /\b(?:password|identified\s+by)\s+'[^']+'/i;
const settingLine = /^\s*(?:export\s+)?["']?([\w.-]+)["']?\s*[=:]\s*([^\s{[|>&*!].*)/;

// In a shell's text a flag's value may also follow after a space. A value ends at a space that no quote, command or action is around.
const argumentSetting =
  /(?:^|[\s;&|(])(?:--?([A-Za-z][\w.-]*)(?:=|\s+(?!-))|([A-Za-z_][\w.-]*)=)((?:"[^"]*"|'[^']*'|`[^`]*`|\$\((?:[^()]|\([^()]*\))*\)|\$\{[^}]*\}|\{\{.*?\}\}|[^\s"'`;&|])+)/g;

const secretReference = /secret(?:Key)?(?:Ref|Reference|Selector|Source)?$/i;
const dnsName = /^[a-z][a-z0-9]*(?:[-.][a-z0-9]+)+$/;
const credentialWords = new Set(['KEY', 'KEYS', 'SECRET', 'PASSWORD', 'TOKEN', 'CREDENTIALS', 'CREDS', 'AUTH']);

/**
 * A manifest is in the repository, in its history and in everybody's clone. A value is judged by its shape (a URI with a
 * password, a private key, a known token) and, where it has a name, by that; it is never printed.
 */
export const noPlaintextSecret: Rule = {
  id: 'no-plaintext-secret',
  summary: 'No password, token or private key is in a manifest',
  why: 'it would be in the repository, its history and every clone',
  *check(object) {
    for (const { path, what } of leaksOf(object))
      yield { path, want: 'must not hold a secret', got: what, write: 'put it into a Secret and refer to its key' };
  },
};

function leaksOf(object: KubernetesManifest): Leaks {
  const leaks: Leaks = [];
  // A definition's schema speaks of secrets and has examples of them.
  if (object.kind === 'CustomResourceDefinition') return leaks;
  if (groupKind(object) === '/Secret') {
    readSecret(object, leaks);
    walk(object.metadata, ['metadata'], leaks);
  } else walk(object, [], leaks);
  if (object.kind === 'ConfigMap') readConfigMap(object, leaks);
  for (const path of operatorLiterals(object)) note(leaks, path, 'a literal value');
  return leaks;
}

function readSecret(object: KubernetesManifest, leaks: Leaks): void {
  // What SOPS encrypted, Flux decrypts; it names what is left in plain text.
  const isEncrypted = (value: string): boolean => object.sops !== undefined && /^ENC\[\w+,data:/.test(value);
  const values = [
    ...[...texts(object, 'stringData')].map(([key, given]) => ({ part: 'stringData', key, given, value: given })),
    ...[...texts(object, 'data')].map(([key, given]) => ({ part: 'data', key, given, value: decoded(given) })),
  ];
  for (const { part, key, given, value } of values) {
    if (isEncrypted(given)) continue;
    const path = [part, key];
    note(leaks, path, secretShape(value));
    // A file of settings, and what is public of a connection or an account, may be beside the secrets.
    if (settingsFile.test(key) && value.includes('\n')) readSettings(value, path, leaks);
    else if (/\.sql$/i.test(key))
      note(leaks, path, sqlPassword.test(value) ? 'a literal value of password' : undefined);
    else if (isLiteralOf(key, value)) note(leaks, path, 'a value');
  }
}

function readConfigMap(object: KubernetesManifest, leaks: Leaks): void {
  for (const [key, value] of texts(object, 'data')) {
    if (isNamedSecret(key, value) && !value.trim().includes('\n')) note(leaks, ['data', key], 'a literal value');
    if (settingsFile.test(key)) readSettings(value, ['data', key], leaks);
  }
  for (const [key, value] of texts(object, 'binaryData')) note(leaks, ['binaryData', key], secretShape(decoded(value)));
}

function readSettings(text: string, path: Path, leaks: Leaks): void {
  for (const line of text.split('\n')) {
    const [, name = '', setting = ''] = settingLine.exec(line.replace(/\s+#.*$/, '')) ?? [];
    if (isNamedSecret(name, unquoted(setting))) note(leaks, path, `a literal value of ${name}`);
  }
}

/** Looks at a value inside of another one. Few values have a secret: the path is one list, which `note` copies. */
function walkInner(value: unknown, key: string | number, path: (string | number)[], leaks: Leaks): void {
  path.push(key);
  walk(value, path, leaks);
  path.pop();
}

/** Looks at every text under a value by its shape, and by its name where one says that it is a credential. */
function walk(value: unknown, path: (string | number)[], leaks: Leaks): void {
  if (typeof value === 'string') {
    note(leaks, path, secretShape(value));
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) walkInner(item, index, path, leaks);
    if (['args', 'command'].includes(String(path.at(-1)))) readArguments(value, path, leaks);
  } else if (typeof value === 'object' && value !== null) {
    walkMap(value as Record<string, unknown>, path, leaks);
  }
}

function walkMap(map: Record<string, unknown>, path: (string | number)[], leaks: Leaks): void {
  for (const [key, value] of Object.entries(map)) {
    // Ciphertext, of which base64 may spell anything.
    if (key === 'encryptedData') continue;
    walkInner(value, key, path, leaks);
    if (typeof value !== 'string') continue;
    // Values for a chart of Helm.
    if (key === 'values') readSettings(value, [...path, key], leaks);
    if (key === lastApplied && /"kind":"Secret"/.test(value) && /"(?:data|stringData)":\{"/.test(value))
      note(leaks, [...path, key], 'a copy of a Secret');
    // Vault's agent is told by annotations where a secret is, and they are called after it.
    if (key.startsWith('vault.hashicorp.com/')) continue;
    // A field or an annotation that is called a secret usually names one; what is called a password or a token is one.
    const isCredential =
      credentialName(key) !== 'secret' && isNamedSecret(key, value) && !isObjectReference(map, value, path);
    if (isCredential || (/^authorization$/i.test(key) && isCredentialHeader(value)))
      note(leaks, [...path, key], 'a literal value');
  }
  // An environment variable, a header, a parameter.
  const { name, value } = map;
  if (typeof name !== 'string' || typeof value !== 'string') return;
  const isHeader = /^authorization$/i.test(name) && isCredentialHeader(value);
  if (isHeader || isNamedSecret(name, value) || hasSecretSetting(value))
    note(leaks, [...path, 'value'], 'a literal value');
}

/**
 * True if a field refers to an object of the cluster: to a key of a Secret, as `passwordSecret: { secretName: db, password: pass }`, or to an
 * object by a name that tells what is in it, as `encryptionKey: db-encryption-key`. Values of a chart and substitutions may be the secrets
 * themselves.
 */
function isObjectReference(map: object, value: string, path: Path): boolean {
  if (path.some((part) => /^(?:values|valuesObject|parameters|substitute|annotations)$/.test(String(part))))
    return false;
  const parent = String(path.at(-1));
  const isKey = secretReference.test(parent) && (parent !== 'secret' || 'name' in map || 'secretName' in map);
  const isName = dnsName.test(value) && wordsOf(value).some((word) => credentialWords.has(word));
  return isKey || (path[0] === 'spec' && isName);
}

/** A value of the header Authorization; in a policy's object the same name may mean a mode. */
function isCredentialHeader(value: string): boolean {
  return !isHarmless(value) && !/^[a-z]+$/i.test(value);
}

/** `--password=…`, `--password …`, and `PASSWORD=…` in a shell's text. */
function readArguments(list: readonly unknown[], path: Path, leaks: Leaks): void {
  for (const [index, item] of list.entries()) {
    if (typeof item !== 'string') continue;
    const next = list[index + 1];
    const [, flag = ''] = /^--?([A-Za-z][\w.-]*)$/.exec(item) ?? [];
    if (typeof next === 'string' && !next.startsWith('-') && isNamedSecret(flag, next)) {
      note(leaks, [...path, index + 1], `a literal value of ${flag}`);
    }
    for (const [, flagName, name = flagName ?? '', setting = ''] of item.matchAll(argumentSetting)) {
      if (isNamedSecret(name, unquoted(setting))) note(leaks, [...path, index], `a literal value of ${name}`);
    }
  }
}

/** `Server=db;Password=…` */
function hasSecretSetting(value: string): boolean {
  return (
    value.includes(';') &&
    value.split(';').some((part) => {
      const [, name = '', setting = ''] = /^\s*([\w ]+?)\s*=\s*(.+?)\s*$/.exec(part) ?? [];
      return isNamedSecret(name, setting) || (/^pwd$/i.test(name) && !isHarmless(setting));
    })
  );
}

function* texts(object: KubernetesManifest, name: string): Generator<[string, string]> {
  for (const [key, value] of Object.entries(field(object, name) ?? {})) {
    if (typeof value === 'string' && value !== '') yield [key, value];
  }
}

/** Adds a secret, unless its field has one already. */
function note(leaks: Leaks, path: Path, what: string | undefined): void {
  const isKnown = (leak: Leak): boolean => leak.path.join('\n') === path.join('\n');
  if (what !== undefined && !leaks.some(isKnown)) leaks.push({ path: [...path], what });
}

/** A value without its quotes, and without what ends it in a list, a statement or a group. */
function unquoted(value: string): string {
  const ended = value.trimEnd().replace(/[;,]+$/, '');
  const group = ended.endsWith(')') && !ended.includes('(') ? ended.replace(/\)+$/, '') : ended;
  return group.replace(/^["']|["']$/g, '');
}

function decoded(value: string): string {
  return Buffer.from(value, 'base64').toString('utf8');
}
