import { Construct } from 'constructs';
import { apiObject, customObject } from '../../construct/api-object';
import { addRole } from '../../construct/role';
import { Issue, Problem, quoted } from '../../findings/problem';
import { missingKeys } from '../../kubernetes/secret-type';
import { object } from '../../props/object';
import { record } from '../../props/record';
import { integer, oneOf, string } from '../../props/scalar';
import { Decided, optional, PropsOf, unshown } from '../../props/schema';
import { DeclaredSecret, otherKeyIssues, SecretName } from './declared-secret';
import { SecretDelivery, secretObject } from './secret-delivery';
import { secretTemplate } from './template';

/** The schema of the source. */
export const generatedSource = object({
  /** The type of the source. */
  type: oneOf(['generated']),
  /** The number of characters of each value. @default 32 */
  length: integer({ min: 16, max: 1024, default: 32 }),
  /** The texts of keys that are no secrets. @default - a key `username` is the Secret's name */
  fixed: optional(unshown(record(string(), optional(unshown(string({ check: fixedProblem })))))),
});

/**
 * The External Secrets Operator generates each key once, of letters and digits, which stand for themselves in a URI. A database that knows
 * the first value never meets a second one: the Secret is immutable, has no owner, outlives its ExternalSecret, and keeps its values if it
 * exists already. A copy (`copyOf`) has the values of its original, which it reads every hour.
 * https://external-secrets.io/latest/api/generator/password/
 */
export type GeneratedSource<Key extends string> = Omit<PropsOf<typeof generatedSource>, 'fixed'> & {
  /** The texts of keys that are no secrets. @default - a key `username` is the Secret's name */
  readonly fixed?: Readonly<Partial<Record<Key, string>>>;
};

type DecidedGeneratedSource = Decided<typeof generatedSource>;

/** Returns the issues of a source for a Secret: a type that no random text has, other keys, and no key to generate. */
export function generatedIssues(secret: DeclaredSecret, source: DecidedGeneratedSource): readonly Issue[] {
  if (secret.copyOf !== undefined) return [];
  const issues = [...typeIssues(secret), ...otherKeyIssues(secret.keys, Object.keys(source.fixed ?? {}), 'fixed')];
  if (Object.keys(keysOf(secret, source).generated).length > 0) return issues;
  const all = { at: 'fixed', code: 'invalid-value', want: 'must leave a key to generate', got: 'all of them' } as const;
  return [...issues, { ...all, write: 'choose another source' }];
}

// What these types need is a certificate, a key or a file, which no random text is.
function typeIssues({ type }: DeclaredSecret): readonly Issue[] {
  if (missingKeys(type, []).length === 0) return [];
  const want = `must not be "generated" for a Secret of the type ${quoted(type)}, whose values are no random text`;
  return [{ at: 'type', code: 'conflict', want, write: 'choose the source "existing", "external" or "sealed"' }];
}

/**
 * Adds the generator, and the ExternalSecret that runs it once. The operator may run it again: before it knows that it did, or for an
 * ExternalSecret that is created again. Therefore the values of the Secret itself, if it exists, take the place of new ones
 * (docs/decisions/generated-secrets.md).
 */
export function addGeneratedSecret(
  scope: Construct,
  secret: DeclaredSecret,
  source: DecidedGeneratedSource,
): SecretDelivery {
  if (secret.copyOf !== undefined) return addCopy(scope, secret, secret.copyOf);
  const { length } = source;
  const { name, namespace, type } = secret;
  const { fixed, generated } = keysOf(secret, source);
  const generator = { apiVersion: 'generators.external-secrets.io/v1alpha1', kind: 'Password' };
  customObject(scope, 'generator', {
    ...generator,
    metadata: { name, namespace },
    spec: {
      length,
      digits: Math.floor(length / 4),
      symbols: 0,
      noUpper: false,
      allowRepeat: true,
    },
  });
  const isPlain = Object.keys(fixed).length === 0 && type === 'Opaque';
  customObject(scope, 'external-secret', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace },
    spec: {
      refreshPolicy: 'CreatedOnce',
      secretStoreRef: addSecretReader(scope, secret),
      target: {
        name,
        creationPolicy: 'Orphan',
        // With `Retain` a Secret that does not exist yet would be an error. The generator always has values, so that no key is deleted.
        deletionPolicy: 'Merge',
        immutable: true,
        template: isPlain ? undefined : secretTemplate(type, { ...fixed, ...generated }),
      },
      // The later one wins. With the defaults that the operator's definition fills in, so that a diff shows none.
      dataFrom: [
        ...Object.keys(generated).map((key) => ({
          sourceRef: { generatorRef: { ...generator, name } },
          // The generator calls each value `password`: operators before 1.1.1 know no other name.
          rewrite: [{ regexp: { source: '^password$', target: key } }],
        })),
        { extract: { key: name, conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' } },
      ],
    },
  });
  return secretObject;
}

/** Adds the ExternalSecret that reads the values of another namespace's Secret, as a ServiceAccount that may read this one alone. */
function addCopy(scope: Construct, secret: DeclaredSecret, original: SecretName): SecretDelivery {
  const { name, namespace, type, keys } = secret;
  const values = Object.fromEntries(keys.map((key) => [key, `{{ ${valueOf(key)} }}`]));
  customObject(scope, 'external-secret', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace },
    spec: {
      refreshPolicy: 'Periodic',
      refreshInterval: '1h',
      secretStoreRef: addSecretReader(scope, secret, original),
      target: {
        name,
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        template: type === 'Opaque' ? undefined : secretTemplate(type, values),
      },
      data: keys.map((key) => ({
        secretKey: key,
        remoteRef: {
          key: original.name,
          property: key,
          conversionStrategy: 'Default',
          decodingStrategy: 'None',
          metadataPolicy: 'None',
        },
      })),
    },
  });
  return secretObject;
}

/**
 * Adds a store that is one Secret, by default the generated one itself, and a ServiceAccount that may read this one. Returns the
 * reference to the store.
 */
function addSecretReader(scope: Construct, secret: SecretName, read: SecretName = secret): Record<string, string> {
  const { namespace } = secret;
  const metadata = { name: `${secret.name}-generated`, namespace };
  const { name } = metadata;
  apiObject(scope, 'service-account', 'ServiceAccount', { metadata, automountServiceAccountToken: false });
  const rule = { apiGroups: [''], resources: ['secrets'], resourceNames: [read.name], verbs: ['get'] };
  const roleName = read === secret ? name : `${namespace ?? ''}-${secret.name}-copy`;
  const role = { name: roleName, namespace: read.namespace };
  addRole(scope, { metadata: role, spec: { serviceAccountName: name }, accountNamespace: namespace }, [rule]);
  const caProvider = { type: 'ConfigMap', name: 'kube-root-ca.crt', key: 'ca.crt' };
  customObject(scope, 'store', {
    apiVersion: 'external-secrets.io/v1',
    kind: 'SecretStore',
    metadata,
    spec: {
      provider: {
        kubernetes: {
          remoteNamespace: read.namespace,
          server: { url: 'kubernetes.default', caProvider },
          auth: { serviceAccount: { name } },
        },
      },
    },
  });
  return { name, kind: 'SecretStore' };
}

/**
 * Returns the values of the template by key: references to the generated ones, and the texts of the fixed ones, unless the Secret exists
 * and has others.
 */
function keysOf(secret: DeclaredSecret, { fixed: given }: DecidedGeneratedSource) {
  const texts = Object.entries(given ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const username = secret.keys.includes('username') ? [['username', secret.name] as const] : [];
  const fixed = Object.fromEntries([...username, ...texts]);
  const generated = secret.keys.filter((key) => !(key in fixed));
  return {
    fixed: Object.fromEntries(
      Object.entries(fixed).map(([key, text]) => [key, `{{ with ${valueOf(key)} }}{{ . }}{{ else }}${text}{{ end }}`]),
    ),
    generated: Object.fromEntries(generated.map((key) => [key, `{{ ${valueOf(key)} }}`])),
  };
}

function valueOf(key: string): string {
  return `index . ${JSON.stringify(key)}`;
}

function fixedProblem(text: string): Problem | undefined {
  if (!text.includes('{{')) return undefined;
  return { code: 'unsupported', want: 'must be a text without {{', write: 'write it as it is' };
}
