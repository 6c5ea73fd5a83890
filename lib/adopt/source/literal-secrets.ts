import { noPlaintextSecret } from '../../rules/secrets/no-plaintext-secret';
import { field, KubernetesManifest, listField, Path, textField } from '../../manifests/manifest';
import { definitionsIn } from '../../manifests/definitions/custom-definitions';
import { podTemplatePath } from '../../manifests/pod-template';
import { isMap } from '../../props/map';

/** A variable whose literal value looks like a secret, and the key of a Secret that takes its place. */
export interface LiteralSecret {
  readonly secret: string;
  readonly key: string;
}

/** An object without literal secrets. */
export interface Disclosed {
  /** The object, in which variables refer to keys; undefined if a secret is in a place that cannot refer to one. */
  readonly manifest?: KubernetesManifest;
  /** The keys that its variables refer to in place of values. */
  readonly literals: readonly LiteralSecret[];
  /** The place of a secret that is no variable, and the words for it; never a value. */
  readonly leak?: string;
}

/**
 * Returns an object whose variables with secrets refer to keys of the Secret of this name. A secret in another place, such as an argument or a
 * ConfigMap, has no such way out.
 */
export function withoutLiteralSecrets(manifest: KubernetesManifest, secret: string): Disclosed {
  const faults = [...noPlaintextSecret.check(manifest, [manifest], definitionsIn([]))];
  const template = podTemplatePath(manifest);
  const variables = faults.map(({ path = [] }) => ({ path, name: variableAt(manifest, path, template) }));
  const leak = variables.findIndex(({ name }) => name === undefined);
  if (leak >= 0)
    return { literals: [], leak: `${placeOf(variables[leak]?.path ?? [])}, ${faults[leak]?.got ?? 'a secret'}` };
  const paths = new Map(variables.map(({ path, name }) => [path.slice(0, -1).join('\n'), name ?? '']));
  const literals = [...new Set(paths.values())].map((key) => ({ secret, key }));
  return { manifest: replaced(manifest, [], paths, secret) as KubernetesManifest, literals };
}

/** Returns the name of the variable of a pod whose value is at a path; undefined if it is the place of no such value. */
function variableAt(
  manifest: KubernetesManifest,
  path: Path,
  template: readonly string[] | undefined,
): string | undefined {
  const [list, index, last] = path.slice(-3);
  if (template === undefined || list !== 'env' || last !== 'value' || typeof index !== 'number') return undefined;
  const owner = path.slice(0, -3).reduce<unknown>((value, part) => inside(value, part), manifest);
  const name = textField(listField(owner, 'env')[index], 'name');
  return name !== undefined && /^[-._a-zA-Z0-9]+$/.test(name) ? name : undefined;
}

function inside(value: unknown, part: string | number): unknown {
  return Array.isArray(value) ? (value[Number(part)] as unknown) : field(value, String(part));
}

function replaced(value: unknown, path: Path, variables: ReadonlyMap<string, string>, secret: string): unknown {
  const key = variables.get(path.join('\n'));
  if (key !== undefined) return { name: field(value, 'name'), valueFrom: { secretKeyRef: { name: secret, key } } };
  if (Array.isArray(value)) return value.map((item, index) => replaced(item, [...path, index], variables, secret));
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, replaced(item, [...path, name], variables, secret)]),
  );
}

function placeOf(path: Path): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}
