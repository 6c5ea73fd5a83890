import { field, KubernetesManifest, listField, objectName, textField } from '../../manifests/manifest';
import { podContainers, podTemplate } from '../../manifests/pod-template';
import { searchable } from '../../manifests/remembered';

const sources = [
  ['ConfigMap', 'configMapKeyRef', 'configMap'],
  ['Secret', 'secretKeyRef', 'secret'],
] as const;

/** The objects whose pods do not start without a key of a ConfigMap or a Secret. */
export function keyReaders(
  source: KubernetesManifest,
  key: string,
  all: readonly KubernetesManifest[],
): readonly KubernetesManifest[] {
  return byNeededKey(all, `${objectName(source)} ${key}`);
}

const byNeededKey = searchable(neededKeys);

/** The keys that the pods of an object need as variables or as files: `ConfigMap shop/settings level`. */
function neededKeys(manifest: KubernetesManifest): string[] {
  const { namespace } = manifest.metadata;
  const volumes = listField(podTemplate(manifest), 'spec', 'volumes');
  const variables = podContainers(manifest).flatMap((container) => listField(container, 'env'));
  return sources.flatMap(([kind, reference, volume]) => {
    const need = (name: string | undefined, key: string | undefined): string[] =>
      name === undefined || key === undefined
        ? []
        : [`${objectName({ apiVersion: 'v1', kind, metadata: { name, namespace } })} ${key}`];
    const isNeeded = (each: unknown): boolean => field(each, 'optional') !== true;
    const references = variables.map((variable) => field(variable, 'valueFrom', reference)).filter(isNeeded);
    const files = [...volumes, ...volumes.flatMap((each) => listField(each, 'projected', 'sources'))]
      .map((each) => field(each, volume))
      .filter(isNeeded);
    return [
      ...references.flatMap((each) => need(textField(each, 'name'), textField(each, 'key'))),
      ...files.flatMap((each) =>
        listField(each, 'items').flatMap((item) =>
          need(textField(each, 'name') ?? textField(each, 'secretName'), textField(item, 'key')),
        ),
      ),
    ];
  });
}
