import { field, listField, textField } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';
import { podContainers, podTemplate } from '../../manifests/pod-template';

/**
 * Tells whether the pods of an object keep what they read of some keys of a ConfigMap or a Secret until they restart: as variables, or as files
 * below a `subPath`. Other files follow it by themselves.
 */
export function keepsValues(workload: Manifest, source: Manifest, keys: readonly string[]): boolean {
  if (workload.metadata.namespace !== source.metadata.namespace) return false;
  const [from, key, volume, name] =
    source.kind === 'Secret'
      ? ['secretRef', 'secretKeyRef', 'secret', 'secretName']
      : ['configMapRef', 'configMapKeyRef', 'configMap', 'name'];
  const isSource = (reference: unknown, field: string = 'name') => textField(reference, field) === source.metadata.name;
  const volumes = listField(podTemplate(workload), 'spec', 'volumes')
    .filter((each) => isSource(field(each, volume), name))
    .map((each) => field(each, 'name'));
  return podContainers(workload).some(
    (container) =>
      listField(container, 'envFrom').some((each) => isSource(field(each, from))) ||
      listField(container, 'env').some((each) => {
        const reference = field(each, 'valueFrom', key);
        return isSource(reference) && keys.includes(textField(reference, 'key') ?? '');
      }) ||
      listField(container, 'volumeMounts').some(
        (mount) => volumes.includes(field(mount, 'name')) && textField(mount, 'subPath') !== undefined,
      ),
  );
}
