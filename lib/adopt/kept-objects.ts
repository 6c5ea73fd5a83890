import { checkManifests } from '../checks/check-manifests';
import { rules } from '../checks/rules';
import { Finding } from '../findings/finding';
import { KubernetesManifest } from '../manifests/manifest';
import { isNamespaced } from '../manifests/kinds';
import { objectIdentity } from '../manifests/object-identity';
import { ignorePrefix } from '../rules/rule';
import { adoptedReason } from './backend/reading';
import { ProgramObject } from './program/program';

/**
 * Returns objects as a program writes them, in the namespace of their chart. Those that broke a rule before say so, because a program with a
 * broken rule renders nothing.
 */
export function keptObjects(
  objects: readonly KubernetesManifest[],
  broken: ReadonlyMap<string, readonly string[]>,
): ProgramObject[] {
  const ids = new Map<string, number>();
  return objects.map((manifest) => {
    const name = `${manifest.metadata.name}-${kebab(manifest.kind)}`;
    const count = (ids.get(name) ?? 0) + 1;
    ids.set(name, count);
    const { namespace, ...metadata } = manifest.metadata;
    const ignored = broken.get(objectIdentity(manifest)) ?? [];
    const annotations = {
      ...metadata.annotations,
      ...Object.fromEntries(ignored.map((rule) => [ignorePrefix + rule, adoptedReason])),
    };
    const isInChart = namespace !== undefined || isNamespaced(manifest) === false;
    return {
      id: count === 1 ? name : `${name}-${count}`,
      manifest: {
        ...manifest,
        metadata: {
          ...metadata,
          ...(isInChart ? {} : { namespace }),
          annotations: Object.keys(annotations).length === 0 ? undefined : annotations,
        },
      },
    };
  });
}

/** Returns the rules that objects break, by the objects' identities. */
export function brokenRules(objects: readonly KubernetesManifest[]): Map<string, string[]> {
  const broken = new Map<string, string[]>();
  for (const { object, level, code } of checkManifests(objects)) {
    if (level === 'note' || !ids.has(code)) continue;
    const known = broken.get(objectIdentity(object)) ?? [];
    if (!known.includes(code)) broken.set(objectIdentity(object), [...known, code]);
  }
  return broken;
}

const ids = new Set(rules.map(({ id }) => id));

/** Returns the findings of a program without those about rules. */
export function otherFindings(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ code }) => !ids.has(code));
}

function kebab(kind: string): string {
  return kind
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}
