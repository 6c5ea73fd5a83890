import { FindingsError } from '../findings/findings-error';
import { SecretType } from '../kubernetes/secret-type';
import { groupedBy, isMap } from '../props/map';
import { prerequisites, SecretKeyPrerequisite, SecretPrerequisite } from '../prerequisites/prerequisites';
import { SecretRef } from '../secrets/secret-ref';
import { EnvironmentInspection } from './render';

/** A Secret of the source `sealed`, and the keys for which its file has no ciphertext. */
export interface UnsealedSecret {
  readonly namespace: string;
  readonly name: string;
  readonly type: SecretType;
  /** The absolute path of the file, which need not exist. */
  readonly file: string;
  readonly keys: readonly Pick<SecretKeyPrerequisite, 'key' | 'format'>[];
  /** The Secret of another namespace whose values it has; undefined if it has values of its own. */
  readonly copyOf?: SecretPrerequisite['copyOf'];
}

/**
 * Returns the Secrets of an environment whose files lack keys.
 * @throws FindingsError if the program could not build the environment, or if more is wrong with a SecretRef
 */
export function unsealedSecrets({ root, manifests, findings }: EnvironmentInspection): readonly UnsealedSecret[] {
  if (root === undefined) throw new FindingsError(findings);
  const references = root.node.findAll().filter((construct) => construct instanceof SecretRef);
  const others = references.filter(({ unsealed }) => unsealed === undefined).map(({ node }) => node.path);
  const broken = findings.filter(({ path }) => others.includes(path));
  if (broken.length > 0) throw new FindingsError(broken);
  const needed = prerequisites(manifests).secrets;
  const listed = references.flatMap(({ namespace = 'default', name, type, unsealed, copyOf }) => {
    if (unsealed === undefined) return [];
    const used = needed.find((secret) => secret.namespace === namespace && secret.name === name)?.keys ?? [];
    const keys = unsealed.keys.map((key) => {
      return { key, format: used.find((use) => use.key === key)?.format ?? 'any' };
    });
    const original = copyOf && { copyOf: { namespace: copyOf.namespace ?? 'default', name: copyOf.name } };
    return [{ namespace, name, type, file: unsealed.file, keys, ...original }];
  });
  return [...groupedBy(listed, ({ namespace, name }) => [`${namespace}/${name}`]).values()].map(merged);
}

/** Returns a Secret with the keys of all its SecretRefs. */
function merged(references: readonly [UnsealedSecret, ...UnsealedSecret[]]): UnsealedSecret {
  const keys = new Map(references.flatMap((reference) => reference.keys.map((each) => [each.key, each] as const)));
  return { ...references[0], keys: [...keys.values()] };
}

/** Returns the Secrets as a program prints them: one line of JSON. */
export function unsealedText(unsealed: readonly UnsealedSecret[]): string {
  return `${JSON.stringify({ unsealed })}\n`;
}

/** Returns the Secrets in the last line that a program printed; undefined if that is something else. */
export function parsedUnsealedText(output: string): readonly UnsealedSecret[] | undefined {
  try {
    const list: unknown = JSON.parse(output.trim().split('\n').at(-1) ?? '');
    return isMap(list) && Array.isArray(list.unsealed) ? (list.unsealed as UnsealedSecret[]) : undefined;
  } catch {
    return undefined;
  }
}
