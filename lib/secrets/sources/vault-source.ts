import { Issue, quoted } from '../../findings/problem';
import { labelKeyProblem } from '../../kubernetes/names';
import { object } from '../../props/object';
import { oneOf } from '../../props/scalar';
import { Decided, optional, PropsOf, unshown } from '../../props/schema';
import { DeclaredSecret, keyIssues, KeyedBy, valuesByKey, word } from './declared-secret';
import { VaultFiles } from './secret-delivery';

const example = '{ path: "secret/data/production/db", field: "password" }';

const vaultValue = object({
  /** The path of a secret, such as `secret/data/production/db`. */
  path: word,
  /** The field of that secret. */
  field: word,
});

/** The schema of the source. */
export const vaultSource = object({
  /** The type of the source. */
  type: oneOf(['vault']),
  /** The role of Vault's Kubernetes authentication, bound to the service's ServiceAccount. */
  role: word,
  /** The place of the value of each key. */
  keys: valuesByKey(vaultValue, example),
  /** The version of the key-value secrets engine; 1 for any other engine too. @default 2 */
  kvVersion: optional(unshown(oneOf([1, 2])), 2),
});

/**
 * Vault's agent writes the values as files before the pod starts. Annotations of the pod configure it, and a new value is read by new
 * pods. There is no Secret. https://developer.hashicorp.com/vault/docs/deploy/kubernetes/injector
 */
export type VaultSource<Key extends string> = KeyedBy<Key, PropsOf<typeof vaultSource>>;

type DecidedVaultSource = Decided<typeof vaultSource>;

const prefix = 'vault.hashicorp.com/';

/** Returns the issues of a source for a Secret: keys of other Secrets, and names that are too long for an annotation. */
export function vaultIssues(secret: DeclaredSecret, source: DecidedVaultSource): readonly Issue[] {
  const names = Object.keys(source.keys).flatMap((key): Issue[] => {
    const problem = labelKeyProblem(`${prefix}agent-inject-template-${annotationName(secret, key)}`);
    return problem === undefined ? [] : [{ ...problem, at: `keys[${quoted(key)}]` }];
  });
  return [...keyIssues(secret, source.keys, example), ...names];
}

/** Returns the files that the agent writes. */
export function vaultFiles(secret: DeclaredSecret, source: DecidedVaultSource): VaultFiles {
  const values = source.kvVersion === 1 ? '.Data' : '.Data.data';
  return {
    type: 'vault',
    role: source.role,
    annotations: (key, path) => {
      const name = annotationName(secret, key);
      const value = source.keys[key];
      const slash = path.lastIndexOf('/');
      if (value === undefined) return {};
      return {
        [`${prefix}agent-inject-secret-${name}`]: value.path,
        [`${prefix}agent-inject-template-${name}`]: `{{- with secret ${JSON.stringify(value.path)} -}}{{ index ${values} ${JSON.stringify(value.field)} }}{{- end -}}`,
        [`${prefix}agent-inject-file-${name}`]: path.slice(slash + 1),
        [`${prefix}secret-volume-path-${name}`]: path.slice(0, slash),
      };
    },
  };
}

function annotationName({ name }: DeclaredSecret, key: string): string {
  return `${name}-${key}`;
}
