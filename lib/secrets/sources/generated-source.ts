import { Construct } from 'constructs';
import { customObject } from '../../construct/api-object';
import { shown } from '../../findings/findings';
import { integerProblem } from '../../props/number';
import { missingKeys } from '../../kubernetes/secret-type';
import { DeclaredSecret, SourceProblem } from './declared-secret';
import { isMap } from '../../props/map';

/**
 * The External Secrets Operator makes each key up, once, of letters and digits, which stand for themselves in a URI. It is never made
 * again under a database that knows the first: the Secret is immutable, is owned by nobody, and outlives its ExternalSecret.
 * https://external-secrets.io/latest/api/generator/password/
 */
export interface GeneratedSource<Key extends string> {
  readonly type: 'generated';
  /**
   * The characters of each value.
   * @default 32
   */
  readonly length?: number;
  /**
   * Keys that are no secrets, by their text.
   * @default - a key `username` is the Secret's name
   */
  readonly fixed?: Readonly<Partial<Record<Key, string>>>;
}

/** What is wrong with the source, from whatever language it came. */
export function generatedProblems(secret: DeclaredSecret, source: GeneratedSource<string>): SourceProblem[] {
  const length = integerProblem(source.length ?? 32, 16, 1024);
  const fixed: unknown = source.fixed ?? {};
  const given = Object.entries(isMap(fixed) ? fixed : {});
  const known = secret.keys.map(shown).join(', ');
  return [
    // What the type needs is a certificate, a key or a file, which no random text is.
    ...(missingKeys(secret.type, []).length === 0
      ? []
      : [
          [
            'source',
            {
              code: 'invalid-value',
              want: `must not be "generated" for a Secret of the type ${shown(secret.type)}, whose values are no random text`,
              write: 'choose the source "existing", "external" or "sealed"',
            },
          ] as const,
        ]),
    ...(length === undefined ? [] : [['source.length', length] as const]),
    ...given.flatMap(([key, text]): SourceProblem[] => [
      ...(secret.keys.includes(key)
        ? []
        : [
            [
              'source.fixed',
              { code: 'unknown-reference', want: 'must be keys of the Secret', got: shown(key), write: `use ${known}` },
            ] as const,
          ]),
      ...(typeof text === 'string' && !text.includes('{{')
        ? []
        : [
            [
              `source.fixed ${shown(key)}`,
              { code: 'invalid-value', want: 'must be a text without {{', write: 'write it as it is' },
            ] as const,
          ]),
    ]),
    ...(generatedKeys(secret, source).length === 0
      ? [
          [
            'source.fixed',
            {
              code: 'invalid-value',
              want: 'must leave a key to generate',
              got: 'all of them',
              write: 'choose another source',
            },
          ] as const,
        ]
      : []),
  ];
}

/** The generator, and the ExternalSecret that asks it once. */
export function addGeneratedSecret(scope: Construct, secret: DeclaredSecret, source: GeneratedSource<string>): void {
  const { length = 32 } = source;
  const metadata = { name: secret.name, namespace: secret.namespace };
  const keys = generatedKeys(secret, source);
  const fixed = fixedKeys(secret, source);
  customObject(scope, 'generator', {
    apiVersion: 'generators.external-secrets.io/v1alpha1',
    kind: 'Password',
    metadata,
    spec: {
      length,
      digits: Math.floor(length / 4),
      symbols: 0,
      noUpper: false,
      allowRepeat: true,
      encoding: 'raw',
      secretKeys: keys,
    },
  });
  const generatorRef = { apiVersion: 'generators.external-secrets.io/v1alpha1', kind: 'Password', name: secret.name };
  const typed = secret.type === 'Opaque' ? {} : { type: secret.type };
  const made = Object.fromEntries(keys.map((key) => [key, `{{ index . ${JSON.stringify(key)} }}`]));
  customObject(scope, 'external-secret', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata,
    spec: {
      refreshPolicy: 'CreatedOnce',
      target: {
        name: secret.name,
        creationPolicy: 'Orphan',
        deletionPolicy: 'Retain',
        immutable: true,
        ...(Object.keys(fixed).length === 0 && secret.type === 'Opaque'
          ? {}
          : { template: { engineVersion: 'v2', mergePolicy: 'Replace', ...typed, data: { ...fixed, ...made } } }),
      },
      dataFrom: [{ sourceRef: { generatorRef } }],
    },
  });
}

function generatedKeys(secret: DeclaredSecret, source: GeneratedSource<string>): string[] {
  const fixed = fixedKeys(secret, source);
  return secret.keys.filter((key) => !(key in fixed));
}

function fixedKeys(secret: DeclaredSecret, { fixed }: GeneratedSource<string>): Record<string, string> {
  const byDefault: Record<string, string> = secret.keys.includes('username') ? { username: secret.name } : {};
  const given = Object.entries(fixed ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...byDefault, ...Object.fromEntries(given) };
}
