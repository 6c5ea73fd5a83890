import { field, listField, KubernetesManifest, Path, textField, textMapField } from '../../manifests/manifest';
import { credentialName, isHarmless, isNamedSecret, wordsOf } from '../../plaintext/secret-likeness';

// What a connection, a repository or an account has besides its secrets: by the last word of its key, or by the first.
const publicWords = new Set(
  [
    'USER USERNAME EMAIL TYPE KIND PROVIDER HOST HOSTS HOSTNAME SERVER PORT DATABASE DB DBNAME SOURCE SET SSLMODE REGION',
    'ENDPOINT SCHEMA PROTOCOL URL URI ADDRESS PROJECT NAMESPACE NAMESPACES NAME ORG ORGANIZATION TENANT BUCKET PREFIX',
    'PATH DOMAIN REALM ISSUER AUDIENCE SCOPE SCOPES VERSION ENVIRONMENT ID INSECURE PROXY',
  ].flatMap((line) => line.split(' ')),
);
const switches = new Set(['ENABLE', 'FORCE', 'INSECURE']);
const publicPem = /^-----BEGIN (?:CERTIFICATE|(?:[A-Z]+ )?PUBLIC KEY)-----/;

/**
 * Returns the paths of literal values in objects of secret operators, which should only refer to values: templates that read nothing from a
 * store, and credentials and values that a store or a generator contains.
 */
export function operatorLiterals(object: KubernetesManifest): Path[] {
  switch (object.kind) {
    case 'ExternalSecret':
      return templateLiterals(object, ['spec', 'target', 'template']);
    case 'ClusterExternalSecret':
      return templateLiterals(object, ['spec', 'externalSecretSpec', 'target', 'template']);
    case 'SealedSecret':
      return templateLiterals(object, ['spec', 'template']);
    case 'SecretStore':
    case 'ClusterSecretStore':
      return [...fakeValues(object), ...credentials(field(object, 'spec', 'provider'), ['spec', 'provider'])];
    case 'Fake':
      return Object.keys(textMapField(object, 'spec', 'data')).map((key) => ['spec', 'data', key]);
    default:
      return [];
  }
}

function templateLiterals(object: KubernetesManifest, path: readonly string[]): Path[] {
  const template = field(object, ...path);
  const literalFiles = listField(template, 'templateFrom').flatMap((item, index) => {
    const text = textField(item, 'literal') ?? '';
    return text === '' || text.includes('{{') ? [] : [['templateFrom', index, 'literal']];
  });
  const literalKeys = ['data', 'stringData'].flatMap((part) =>
    Object.entries(textMapField(template, part))
      .filter(([key, value]) => typeof value === 'string' && isLiteralOf(key, value))
      .map(([key]) => [part, key]),
  );
  return [...literalKeys, ...literalFiles].map((inner) => [...path, ...inner]);
}

/** True if the value of a Secret's key, which a store should give, is in the Secret or its template: what is public of it may be. */
export function isLiteralOf(key: string, value: string): boolean {
  if (credentialName(key) !== undefined) return isNamedSecret(key, value);
  if (value === '' || value.includes('{{') || publicPem.test(value)) return false;
  const words = wordsOf(key);
  return !publicWords.has(words.at(-1) ?? '') && !switches.has(words[0] ?? '');
}

function fakeValues(object: KubernetesManifest): Path[] {
  const path = ['spec', 'provider', 'fake', 'data'];
  return listField(object, ...path).map((_, index) => [...path, index]);
}

/** A field that is called a secret refers to one, unless it is a text. */
function credentials(value: unknown, path: Path): Path[] {
  return Object.entries(textMapField(value) as Readonly<Record<string, unknown>>).flatMap(([key, item]) => {
    const inner = [...path, key];
    if (typeof item !== 'string') return credentials(item, inner);
    return isNamedSecret(key, item) && !isHarmless(item) ? [inner] : [];
  });
}
