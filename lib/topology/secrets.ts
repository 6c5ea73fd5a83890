import { KubernetesManifest, objectName, referredName, textField } from '../manifests/manifest';
import { byReferredName } from '../manifests/object-identity';
import { providedSecretNames } from '../manifests/provided-secrets';
import { references } from '../manifests/references';
import { remembered } from '../manifests/remembered';
import { SecretUse, secretUses } from '../prerequisites/secret-uses';
import { groupedBy } from '../props/map';
import { TopologyNode, TopologyPart } from './graph';

/** Returns the Secrets that an object needs, with a node for each: one that the manifests bring, or one that must exist. */
export function secretsOf(object: KubernetesManifest, objects: readonly KubernetesManifest[]): TopologyPart {
  const from = objectName(object);
  const uses = groupedBy(usesOf(object, objects), ({ namespace, name }) => [`${namespace}/${name}`]);
  const found = [...uses.values()].map((each) => ({
    node: secretNode(each[0], object.metadata.namespace, objects),
    labels: each.map(useText),
  }));
  return {
    nodes: found.map(({ node }) => node),
    edges: found.map(({ node, labels }) => ({ from, to: node.id, kind: 'secret', labels: [...new Set(labels)] })),
  };
}

/** Returns the source of a Secret: `Certificate mongo`, or undefined if it must exist. */
export function secretSource(
  { namespace, name }: Pick<SecretUse, 'namespace' | 'name'>,
  objects: readonly KubernetesManifest[],
): KubernetesManifest | undefined {
  return providers(objects).get(`${namespace}/${name}`);
}

/** The uses of an object, and those of the ConfigMaps that its pods have: the agent of a MongoStatefulSet reads its users from one. */
function usesOf(object: KubernetesManifest, objects: readonly KubernetesManifest[]): SecretUse[] {
  return [object, ...configMapsOf(object, objects)].flatMap(secretUses);
}

/** Returns the ConfigMaps among the objects that the pods of an object have, each once. */
export function configMapsOf(object: KubernetesManifest, objects: readonly KubernetesManifest[]): KubernetesManifest[] {
  const named = references(object).filter(({ kind }) => kind === 'ConfigMap');
  const found = named.flatMap(({ kind, namespace, name }) =>
    byReferredName(objects, referredName(kind, namespace, name)),
  );
  return [...new Set(found)];
}

function secretNode(
  use: SecretUse,
  namespace: string | undefined,
  objects: readonly KubernetesManifest[],
): TopologyNode {
  const { name } = use;
  const source = secretSource(use, objects);
  const node = { id: `Secret ${use.namespace}/${name}`, name, type: 'Secret', namespace, marks: [] };
  if (source === undefined) return { ...node, role: 'missing-secret', facts: ['must exist'], objects: [] };
  return { ...node, role: 'secret', facts: [sourceText(source)], objects: [source] };
}

/** The source of a Secret in words: `from ExternalSecret login, of ClusterSecretStore aws`. */
export function sourceText(source: KubernetesManifest): string {
  if (source.kind === 'Secret') return 'in the manifests';
  const store = textField(source, 'spec', 'secretStoreRef', 'name');
  const kind = textField(source, 'spec', 'secretStoreRef', 'kind') ?? 'SecretStore';
  return `from ${source.kind} ${source.metadata.name}${store === undefined ? '' : `, of ${kind} ${store}`}`;
}

function useText({ by, key }: SecretUse): string {
  const [, place = by] = /^[^,]*, (.*)$/.exec(by) ?? [];
  return key === undefined || place.startsWith('variable ') ? place : `${place} (${key})`;
}

const providers = remembered(
  (objects: readonly KubernetesManifest[]) =>
    new Map(
      objects.flatMap((object) =>
        providedSecretNames(object).map(
          (name) => [`${object.metadata.namespace ?? 'default'}/${name}`, object] as const,
        ),
      ),
    ),
);
