import { Problem, quoted } from '../findings/problem';

/**
 * A Secret's type, which cannot be changed later. Kubernetes' own types ask for certain keys, and some users of a Secret for a type:
 * the kubelet pulls images with `kubernetes.io/dockerconfigjson` alone.
 * https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
 */
export type SecretType =
  | 'Opaque'
  | 'kubernetes.io/dockerconfigjson'
  | 'kubernetes.io/tls'
  | 'kubernetes.io/basic-auth'
  | 'kubernetes.io/ssh-auth'
  | (string & NonNullable<unknown>);

/** The type of a Secret that images are pulled with. */
export const pullSecretType = 'kubernetes.io/dockerconfigjson';

/** The key of a Secret that images are pulled with. */
export const pullSecretKey = '.dockerconfigjson';

/** The older type of a Secret that images are pulled with, such as OpenShift creates. */
export const oldPullSecretType = 'kubernetes.io/dockercfg';

/** The type of a Secret with a certificate and its private key. */
export const tlsSecretType = 'kubernetes.io/tls';

/** The keys of a Secret with a certificate. */
export const tlsSecretKeys = ['tls.crt', 'tls.key'] as const;

/** The annotation with the types of the Secrets that an object reads, by their names in JSON, unless keys or use imply them. */
export const secretTypesAnnotation = 'cdk8s-backend/secret-types';

// The keys without which the API server refuses a Secret of the type.
const requiredKeys: Readonly<Record<string, readonly string[]>> = {
  [pullSecretType]: [pullSecretKey],
  [oldPullSecretType]: ['.dockercfg'],
  [tlsSecretType]: tlsSecretKeys,
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
};

const basicAuth = 'kubernetes.io/basic-auth';
const known = ['Opaque', ...Object.keys(requiredKeys), basicAuth];

/** Returns the type that keys imply: the type of Kubernetes whose keys are all there, otherwise `Opaque`. */
export function secretTypeOf(keys: readonly string[]): SecretType {
  const types = Object.keys(requiredKeys);
  return types.find((type) => missingKeys(type, keys).length === 0) ?? 'Opaque';
}

/** Returns the keys that a type needs and that are not among the given ones. */
export function missingKeys(type: SecretType, keys: readonly string[]): readonly string[] {
  const required = Object.hasOwn(requiredKeys, type) ? requiredKeys[type] : undefined;
  return (required ?? []).filter((key) => !keys.includes(key));
}

/** Returns the problem of a type that Kubernetes does not have; with the prefix `kubernetes.io/` there are only its own. */
export function secretTypeProblem(type: unknown): Problem | undefined {
  if (typeof type !== 'string' || type === '')
    return { code: 'invalid-type', want: 'must be a string', got: quoted(type), write: 'write "Opaque"' };
  const near = known.find((one) => plain(one) === plain(type));
  if (near === type || (near === undefined && !type.startsWith('kubernetes.io/'))) return undefined;
  const write = `write ${near === undefined ? `one of ${known.map(quoted).join(', ')}` : quoted(near)}`;
  return { code: 'invalid-value', want: 'must be a type of Kubernetes or one of your own', got: quoted(type), write };
}

/** Returns the problem of a Secret's keys if the API server would refuse them for its type. */
export function typeKeysProblem(type: SecretType, keys: readonly string[]): Problem | undefined {
  const wrong = (wanted: string, written: readonly string[]): Problem => ({
    code: 'missing-prop',
    want: `must have ${wanted} in a Secret of the type ${quoted(type)}`,
    got: keys.map(quoted).join(', ') || 'none',
    write: `write [${written.map(quoted).join(', ')}]`,
  });
  if (type === basicAuth && !keys.includes('username') && !keys.includes('password'))
    return wrong('"username" or "password"', ['username', 'password']);
  const missing = missingKeys(type, keys);
  return missing.length === 0 ? undefined : wrong(missing.map(quoted).join(' and '), requiredKeys[type] ?? []);
}

function plain(type: string): string {
  return type
    .toLowerCase()
    .replace(/^kubernetes\.io\//, '')
    .replace(/[^a-z]/g, '');
}
