import { field, listField, textField } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';
import { credentialName, isHarmless, isNamedSecret, wordsOf } from '../../plaintext/secret-likeness';

type Literal = readonly [path: string, what: string];

// What a connection, a repository or an account has besides its secrets: by the last word of its key, or by the first.
const publicWords = new Set(
  [
    'USER USERNAME EMAIL TYPE KIND PROVIDER HOST HOSTNAME SERVER PORT DATABASE DB DBNAME SOURCE SET SSLMODE REGION',
    'ENDPOINT SCHEMA PROTOCOL URL URI ADDRESS PROJECT NAMESPACE NAMESPACES NAME ORG ORGANIZATION TENANT BUCKET PREFIX',
    'PATH DOMAIN REALM ISSUER AUDIENCE SCOPE SCOPES VERSION ENVIRONMENT ID INSECURE PROXY',
  ].flatMap((line) => line.split(' ')),
);
const switches = new Set(['ENABLE', 'FORCE', 'INSECURE']);
const publicPem = /^-----BEGIN (?:CERTIFICATE|(?:[A-Z]+ )?PUBLIC KEY)-----/;

/**
 * Returns the literal values in objects of secret operators, which should only refer to values: templates that read nothing from a
 * store, and credentials and values that a store or a generator contains.
 */
export function operatorLiterals(object: Manifest): Literal[] {
  switch (object.kind) {
    case 'ExternalSecret':
      return templateLiterals(object, ['spec', 'target', 'template']);
    case 'ClusterExternalSecret':
      return templateLiterals(object, ['spec', 'externalSecretSpec', 'target', 'template']);
    case 'SealedSecret':
      return templateLiterals(object, ['spec', 'template']);
    case 'SecretStore':
    case 'ClusterSecretStore':
      return [...fakeValues(object), ...credentials(field(object, 'spec', 'provider'), 'spec.provider')];
    case 'Fake':
      return Object.keys(mapOf(field(object, 'spec', 'data'))).map((key) => [`spec.data.${key}`, 'a literal value']);
    default:
      return [];
  }
}

function templateLiterals(object: Manifest, path: readonly string[]): Literal[] {
  const template = field(object, ...path);
  const files = listField(template, 'templateFrom').map(
    (item, index) => [`templateFrom[${index}].literal`, textField(item, 'literal') ?? ''] as const,
  );
  const literalFiles = files.filter(([, text]) => text !== '' && !text.includes('{{')).map(([at]) => at);
  const literalKeys = ['data', 'stringData'].flatMap((part) =>
    Object.entries(mapOf(field(template, part)))
      .filter(([key, value]) => typeof value === 'string' && isLiteralOf(key, value))
      .map(([key]) => `${part}.${key}`),
  );
  return [...literalKeys, ...literalFiles].map((at) => [`${path.join('.')}.${at}`, 'a literal value']);
}

/** True if the value of a template's key, which a store should give, is in the template. */
function isLiteralOf(key: string, value: string): boolean {
  if (credentialName(key) !== undefined) return isNamedSecret(key, value);
  if (value === '' || value.includes('{{') || publicPem.test(value)) return false;
  const words = wordsOf(key);
  return !publicWords.has(words.at(-1) ?? '') && !switches.has(words[0] ?? '');
}

function fakeValues(object: Manifest): Literal[] {
  return listField(object, 'spec', 'provider', 'fake', 'data').map((_, index) => [
    `spec.provider.fake.data[${index}]`,
    'a literal value',
  ]);
}

/** A field that is called a secret refers to one, unless it is a text. */
function credentials(value: unknown, path: string): Literal[] {
  return Object.entries(mapOf(value)).flatMap(([key, item]): Literal[] =>
    typeof item === 'string'
      ? isNamedSecret(key, item) && !isHarmless(item)
        ? [[`${path}.${key}`, 'a literal value']]
        : []
      : credentials(item, `${path}.${key}`),
  );
}

function mapOf(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
