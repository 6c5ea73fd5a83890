import { field, listField } from '../manifests/fields';
import { Manifest } from '../manifests/manifest';
import { isHarmless, isNamedSecret } from './secret-likeness';

type Literal = readonly [path: string, what: string];

// What a connection has besides its secrets.
const publicKey =
  /^(?:user|username|type|provider|host|hostname|port|database|db|dbname|authSource|replicaSet|sslmode|region|endpoint|schema|protocol)$/i;

/**
 * Values that stand in the objects of secret operators, which are to say where values come from: texts of a template that take nothing
 * from a store, and credentials and values of a store or generator that is told them.
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
  const from = listField(template, 'templateFrom').map(
    (item, index) => [`templateFrom[${index}].literal`, field(item, 'literal')] as const,
  );
  const keyed = ['data', 'stringData'].flatMap((part) =>
    Object.entries(mapOf(field(template, part)))
      .filter(([key]) => !publicKey.test(key))
      .map(([key, value]) => [`${part}.${key}`, value] as const),
  );
  return [...keyed, ...from]
    .filter(([, value]) => typeof value === 'string' && value !== '' && !value.includes('{{'))
    .map(([at]) => [`${path.join('.')}.${at}`, 'a literal value']);
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
