import { KubernetesManifest, placed, Placed, placedItems } from '../../manifests/manifest';
import { podSpec } from '../../manifests/pod-template';
import { providedSecrets } from '../../manifests/provided-secrets';
import { remembered } from '../../manifests/remembered';
import { faultsAt, Rule } from '../rule';
import { quoted } from '../../findings/problem';
import { oldPullSecretType, pullSecretType, typeKeysProblem } from '../../kubernetes/secret-type';

/**
 * The API server refuses a Secret that lacks a key of its type, and the kubelet pulls images without one of another type: the pod waits
 * for its image. https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
 */
export const validSecretTypes: Rule = {
  id: 'valid-secret-types',
  summary: 'A Secret has the keys of its type, and images are pulled with Secrets of a type that the kubelet reads',
  why: 'the API server refuses the Secret; pods wait for their image',
  *check(object, objects) {
    for (const { type, keys, path } of providedSecrets(object)) {
      yield* faultsAt(path, keys === undefined ? undefined : typeKeysProblem(type, keys));
    }
    for (const { path, value: name } of pullSecretNames(object)) {
      const secret = secretsByName(objects).get(`${namespaceOf(object)}/${String(name)}`);
      if (secret === undefined || secret.type === pullSecretType || secret.type === oldPullSecretType) continue;
      yield {
        path,
        want: `must name a Secret of the type ${quoted(pullSecretType)}`,
        got: `${quoted(name)} of the type ${quoted(secret.type)} in ${secret.by.kind} ${secret.by.metadata.name}`,
        write: 'write the type there',
      };
    }
  },
};

const secretsByName = remembered(
  (objects: readonly KubernetesManifest[]) =>
    new Map(
      objects.flatMap((by) =>
        providedSecrets(by).map(({ name = '', type }) => [`${namespaceOf(by)}/${name}`, { by, type }] as const),
      ),
    ),
);

function pullSecretNames(object: KubernetesManifest): Placed[] {
  const pod = podSpec(object);
  return [
    ...(pod === undefined ? [] : placedItems(pod, 'imagePullSecrets')),
    ...(object.kind === 'ServiceAccount' ? placedItems({ path: [], value: object }, 'imagePullSecrets') : []),
  ].map((secret) => placed(secret, 'name'));
}

function namespaceOf(object: KubernetesManifest): string {
  return object.metadata.namespace ?? 'default';
}
