import { shown } from '../../findings/findings';
import { labelKeyProblem } from '../../kubernetes/names';
import { choiceProblems, DeclaredSecret, mappingProblems, SourceProblem, textProblems } from './declared-secret';
import { VaultFiles } from './secret-delivery';

/**
 * Vault's agent writes the values as files before the pod starts, which it is asked for by annotations of the pod; a new value is read
 * by new pods. There is no Secret. https://developer.hashicorp.com/vault/docs/deploy/kubernetes/injector
 */
export interface VaultSource<Key extends string> {
  readonly type: 'vault';
  /** The role of Vault's Kubernetes authentication, bound to the service's ServiceAccount. */
  readonly role: string;
  /** Where the value of each key is: the path of a secret, such as `secret/data/production/db`, and the field of it. */
  readonly keys: Readonly<Record<Key, { readonly path: string; readonly field: string }>>;
  /**
   * The version of the key-value engine, 1 for any other engine too.
   * @default 2
   */
  readonly engine?: 1 | 2;
}

const prefix = 'vault.hashicorp.com/';

/** What is wrong with the source, from whatever language it came. */
export function vaultProblems(secret: DeclaredSecret, source: VaultSource<string>): SourceProblem[] {
  const missing = [
    ...textProblems('source', source, ['role']),
    ...choiceProblems('source.engine', source.engine, [2, 1]),
    ...mappingProblems(secret, source.keys, '{ path: "secret/data/production/db", field: "password" }'),
  ];
  if (missing.length > 0) return missing;
  return Object.entries(source.keys).flatMap(([key, value]) => {
    const long = labelKeyProblem(`${prefix}agent-inject-template-${annotationName(secret, key)}`);
    return [
      ...textProblems(`source.keys ${shown(key)}`, value, ['path', 'field']),
      ...(long === undefined ? [] : [[`key ${shown(key)} of ${shown(secret.name)}`, long] as const]),
    ];
  });
}

/** The files that the agent writes. */
export function vaultFiles(secret: DeclaredSecret, source: VaultSource<string>): VaultFiles {
  const values = source.engine === 1 ? '.Data' : '.Data.data';
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
