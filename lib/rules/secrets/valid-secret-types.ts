import { groupKind, KubernetesManifest, placed, Placed, placedItems, textField } from '../../manifests/manifest';
import { podSpec } from '../../manifests/pod-template';
import { providedSecrets } from '../../manifests/provided-secrets';
import { remembered } from '../../manifests/remembered';
import { faultsAt, Rule, RuleFault } from '../rule';
import { quoted } from '../../findings/problem';
import { oldPullSecretType, pullSecretKey, pullSecretType, typeKeysProblem } from '../../kubernetes/secret-type';

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
    yield* pullSecretFaults(object);
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

/** Finds the registries' credentials that are not JSON. */
function* pullSecretFaults(object: KubernetesManifest): Generator<RuleFault> {
  if (groupKind(object) !== '/Secret' || object.type !== pullSecretType) return;
  for (const map of ['stringData', 'data']) {
    const given = textField(object, map, pullSecretKey);
    const text = map === 'data' && given !== undefined ? Buffer.from(given, 'base64').toString() : given;
    // What SOPS encrypted may be anything.
    if (text === undefined || isJson(text) || given?.startsWith('ENC[') === true) continue;
    const write = 'write the file that docker login makes, { "auths": … }';
    yield { path: [map, pullSecretKey], want: 'must be JSON', got: 'other text', write };
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

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
