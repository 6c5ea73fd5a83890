import { Construct } from 'constructs';
import { customObject } from '../../construct/api-object';
import { quoted } from '../../findings/findings';
import { Issue, Problem } from '../../findings/problem';
import { missingKeys } from '../../kubernetes/secret-type';
import { integer } from '../../props/number';
import { object } from '../../props/object';
import { record } from '../../props/record';
import { oneOf, string } from '../../props/scalar';
import { Decided, optional, PropsOf, unshown } from '../../props/schema';
import { DeclaredSecret, otherKeyIssues } from './declared-secret';

/** The schema of the source. */
export const generatedSource = object({
  /** The type of the source. */
  type: oneOf(['generated']),
  /**
   * The number of characters of each value.
   * @default 32
   */
  length: integer({ min: 16, max: 1024, default: 32 }),
  /**
   * The texts of keys that are no secrets.
   * @default - a key `username` is the Secret's name
   */
  fixed: optional(unshown(record(string(), optional(unshown(string({ check: fixedProblem })))))),
});

/**
 * The External Secrets Operator generates each key once, of letters and digits, which stand for themselves in a URI. A database that knows
 * the first value never meets a second one: the Secret is immutable, has no owner and outlives its ExternalSecret.
 * https://external-secrets.io/latest/api/generator/password/
 */
export type GeneratedSource<Key extends string> = Omit<PropsOf<typeof generatedSource>, 'fixed'> & {
  /**
   * The texts of keys that are no secrets.
   * @default - a key `username` is the Secret's name
   */
  readonly fixed?: Readonly<Partial<Record<Key, string>>>;
};

type DecidedGeneratedSource = Decided<typeof generatedSource>;

/** Returns the issues of a source for a Secret: a type that no random text has, other keys, and no key to generate. */
export function generatedIssues(secret: DeclaredSecret, source: DecidedGeneratedSource): readonly Issue[] {
  const all = 'must leave a key to generate';
  return [
    ...typeIssues(secret),
    ...otherKeyIssues(secret.keys, Object.keys(source.fixed ?? {}), 'fixed'),
    ...(generatedKeys(secret, source).length > 0
      ? []
      : [
          {
            at: 'fixed',
            code: 'invalid-value',
            want: all,
            got: 'all of them',
            write: 'choose another source',
          } as const,
        ]),
  ];
}

// What these types need is a certificate, a key or a file, which no random text is.
function typeIssues({ type }: DeclaredSecret): readonly Issue[] {
  if (missingKeys(type, []).length === 0) return [];
  const want = `must not be "generated" for a Secret of the type ${quoted(type)}, whose values are no random text`;
  return [{ at: 'type', code: 'conflict', want, write: 'choose the source "existing", "external" or "sealed"' }];
}

/** Adds the generator, and the ExternalSecret that runs it once. */
export function addGeneratedSecret(scope: Construct, secret: DeclaredSecret, source: DecidedGeneratedSource): void {
  const { length } = source;
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
  const generated = Object.fromEntries(keys.map((key) => [key, `{{ index . ${JSON.stringify(key)} }}`]));
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
          : { template: { engineVersion: 'v2', mergePolicy: 'Replace', ...typed, data: { ...fixed, ...generated } } }),
      },
      dataFrom: [{ sourceRef: { generatorRef } }],
    },
  });
}

function generatedKeys(secret: DeclaredSecret, source: DecidedGeneratedSource): string[] {
  const fixed = fixedKeys(secret, source);
  return secret.keys.filter((key) => !(key in fixed));
}

function fixedKeys(secret: DeclaredSecret, { fixed }: DecidedGeneratedSource): Record<string, string> {
  const byDefault: Record<string, string> = secret.keys.includes('username') ? { username: secret.name } : {};
  const given = Object.entries(fixed ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...byDefault, ...Object.fromEntries(given) };
}

function fixedProblem(text: string): Problem | undefined {
  if (!text.includes('{{')) return undefined;
  return { code: 'unsupported', want: 'must be a text without {{', write: 'write it as it is' };
}
