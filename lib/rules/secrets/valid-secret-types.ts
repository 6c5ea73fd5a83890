import { within } from '../../findings/problem';
import { field, listField, textField, textMapField } from '../../manifests/fields';
import { groupOf } from '../../manifests/kinds';
import { Manifest } from '../../manifests/manifest';
import { podTemplate } from '../../manifests/pod-template';
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
}

/**
 * The API server refuses a Secret that lacks a key of its type, and the kubelet pulls images without one of another type: the pod waits
 * for its image. https://kubernetes.io/docs/concepts/configuration/secret/#secret-types
 */
export const validSecretTypes: Rule = {
  id: 'valid-secret-types',
  summary: 'A Secret has the keys of its type, and images are pulled with Secrets of a type that the kubelet reads',
  why: 'the API server refuses the Secret; pods wait for their image',
  *check(manifests) {
    const secrets = manifests.flatMap(madeSecrets);
    for (const { by: object, name, type, keys } of secrets) {
      const problem = keys === undefined ? undefined : typeKeysProblem(type, keys);
      if (problem !== undefined) yield { object, ...within(`keys of the Secret ${quoted(name)}`, problem) };
    }
    const byName = new Map(secrets.map((secret) => [`${namespaceOf(secret.by)}/${secret.name ?? ''}`, secret]));
    for (const object of manifests) {
      for (const name of pullSecretNames(object)) {
        const secret = byName.get(`${namespaceOf(object)}/${name}`);
        if (secret === undefined || secret.type === pullSecretType || secret.type === oldPullSecretType) continue;
        yield {
          object,
          at: `imagePullSecrets ${quoted(name)}`,
          want: `must be of the type ${quoted(pullSecretType)}`,
          got: `${quoted(secret.type)} in ${secret.by.kind} ${secret.by.metadata.name}`,
          write: 'write the type there',
        };
      }
    }
  },
};

function pullSecretNames(object: Manifest): string[] {
  const secrets = [
    ...listField(podTemplate(object), 'spec', 'imagePullSecrets'),
    ...(object.kind === 'ServiceAccount' ? listField(object, 'imagePullSecrets') : []),
  ];
  return secrets.flatMap((secret) => textField(secret, 'name') ?? []);
}

function madeSecrets(object: Manifest): MadeSecret[] {
  const { name } = object.metadata;
  switch (`${groupOf(object)}/${object.kind}`) {
    case '/Secret':
      return [{ ...made(object, object), keys: [...keysOf(object, 'data'), ...keysOf(object, 'stringData')] }];
    case 'bitnami.com/SealedSecret': {
      const template = field(object, 'spec', 'template');
      const keys = [...keysOf(object, 'spec', 'encryptedData'), ...keysOf(template, 'data')];
      return [{ ...made(object, template), name: textField(template, 'metadata', 'name') ?? name, keys }];
    }
    case 'external-secrets.io/ExternalSecret': {
      const target = field(object, 'spec', 'target');
      // The others are added to a Secret that has a type.
      if (!['Owner', 'Orphan', undefined].includes(textField(target, 'creationPolicy'))) return [];
      return [{ ...made(object, field(target, 'template')), name: textField(target, 'name') ?? name, keys: undefined }];
    }
    case 'secrets-store.csi.x-k8s.io/SecretProviderClass':
      return listField(object, 'spec', 'secretObjects').map((secret) => ({
        ...made(object, secret),
        name: textField(secret, 'secretName'),
        keys: listField(secret, 'data').flatMap((item) => textField(item, 'key') ?? []),
      }));
    default:
      return [];
  }
}

function made(by: Manifest, typed: unknown): Omit<MadeSecret, 'keys'> {
  return { by, name: by.metadata.name, type: textField(typed, 'type') ?? 'Opaque' };
}

function keysOf(object: unknown, ...path: readonly string[]): string[] {
  return Object.keys(textMapField(object, ...path));
}

function namespaceOf(object: Manifest): string {
  return object.metadata.namespace ?? 'default';
}
