import { field, listField, Path, Placed, placed, placedItems, textField, textMapField } from '../../manifests/fields';
import { groupOf } from '../../manifests/kinds';
import { Manifest } from '../../manifests/manifest';
import { podSpec } from '../../manifests/pod-template';
import { remembered } from '../../manifests/remembered';
import { Rule } from '../rule';
import { quoted } from '../../findings/findings';
import { oldPullSecretType, pullSecretType, typeKeysProblem } from '../../kubernetes/secret-type';

/** A Secret that an object is, or that its controller makes of it. */
interface MadeSecret {
  readonly by: Manifest;
  readonly name: string | undefined;
  readonly type: string;
  /** Undefined where the object does not say them all. */
  readonly keys: readonly string[] | undefined;
  /** The path of the keys. */
  readonly path: Path;
}

/**
 * The API server refuses a Secret that lacks a key of its type, and the kubelet pulls images without one of another type: the pod waits
 * for its image. https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
 */
export const validSecretTypes: Rule = {
  id: 'valid-secret-types',
  summary: 'A Secret has the keys of its type, and images are pulled with Secrets of a type that the kubelet reads',
  why: 'the API server refuses the Secret; pods wait for their image',
  *check(object, objects) {
    for (const { type, keys, path } of madeSecrets(object)) {
      const problem = keys === undefined ? undefined : typeKeysProblem(type, keys);
      if (problem !== undefined) yield { path, ...problem };
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
  (objects: readonly Manifest[]): ReadonlyMap<string, MadeSecret> =>
    new Map(objects.flatMap(madeSecrets).map((secret) => [`${namespaceOf(secret.by)}/${secret.name ?? ''}`, secret])),
);

function pullSecretNames(object: Manifest): Placed[] {
  const pod = podSpec(object);
  return [
    ...(pod === undefined ? [] : placedItems(pod, 'imagePullSecrets')),
    ...(object.kind === 'ServiceAccount' ? placedItems({ path: [], value: object }, 'imagePullSecrets') : []),
  ].map((secret) => placed(secret, 'name'));
}

function madeSecrets(object: Manifest): MadeSecret[] {
  const { name } = object.metadata;
  switch (`${groupOf(object)}/${object.kind}`) {
    case '/Secret':
      return [
        { ...made(object, object, ['data']), keys: [...keysOf(object, 'data'), ...keysOf(object, 'stringData')] },
      ];
    case 'bitnami.com/SealedSecret': {
      const template = field(object, 'spec', 'template');
      const path = ['spec', 'encryptedData'];
      const keys = [...keysOf(object, ...path), ...keysOf(template, 'data')];
      return [{ ...made(object, template, path), name: textField(template, 'metadata', 'name') ?? name, keys }];
    }
    case 'external-secrets.io/ExternalSecret': {
      const target = field(object, 'spec', 'target');
      // The others are added to a Secret that has a type.
      if (!['Owner', 'Orphan', undefined].includes(textField(target, 'creationPolicy'))) return [];
      return [{ ...made(object, field(target, 'template')), name: textField(target, 'name') ?? name }];
    }
    case 'secrets-store.csi.x-k8s.io/SecretProviderClass':
      return placedItems({ path: [], value: object }, 'spec', 'secretObjects').map(({ path, value: secret }) => ({
        ...made(object, secret, [...path, 'data']),
        name: textField(secret, 'secretName'),
        keys: listField(secret, 'data').flatMap((item) => textField(item, 'key') ?? []),
      }));
    default:
      return [];
  }
}

function made(by: Manifest, typed: unknown, path: Path = []): MadeSecret {
  return { by, name: by.metadata.name, type: textField(typed, 'type') ?? 'Opaque', keys: undefined, path };
}

function keysOf(object: unknown, ...path: readonly string[]): string[] {
  return Object.keys(textMapField(object, ...path));
}

function namespaceOf(object: Manifest): string {
  return object.metadata.namespace ?? 'default';
}
