import { field, listField, KubernetesManifest, textField } from '../manifests/manifest';
import { podContainers, podTemplate } from '../manifests/pod-template';
import { keyfileVolume, topologyAnnotation } from '../mongo/agent/contract';
import {
  pullSecretKey,
  pullSecretType,
  secretTypesAnnotation,
  SecretType,
  tlsSecretKeys,
  tlsSecretType,
} from '../kubernetes/secret-type';
import { secretCopiesAnnotation } from '../secrets/copied-secrets';
import { desiredState } from './desired-state';
import { parsedJson } from './parsed-json';

/** The formats that uses of a key need, the least strict first. */
export const secretKeyFormats = ['any', 'url-safe', 'keyfile', 'username', 'dockerconfigjson'] as const;

/**
 * The format of a key's value. `url-safe`: letters, digits and `._~-`, because the value is in a URI as it is. `keyfile`: a keyfile
 * of mongod, 6 to 1024 characters of base64. `username`: a name, not a secret, url-safe too. `dockerconfigjson`: registries' credentials in JSON.
 */
export type SecretKeyFormat = (typeof secretKeyFormats)[number];

/** One place of a manifest that needs a Secret in the cluster. */
export interface SecretUse {
  readonly namespace: string;
  readonly name: string;
  /** The key; undefined if the Secret is used as a whole, and the manifest does not name its keys. */
  readonly key?: string;
  readonly format: SecretKeyFormat;
  /** The type; undefined if any will do. */
  readonly type?: SecretType;
  /** The Secret of another namespace whose values it has; undefined if it is no copy. */
  readonly copyOf?: SecretOriginal;
  /** For example `Deployment user-admin-backend, variable MASTER_KEY`. */
  readonly by: string;
}

/** The Secret that another one is a copy of. */
export interface SecretOriginal {
  /** The namespace. */
  readonly namespace: string;
  /** The Secret's name. */
  readonly name: string;
}

type Found = Omit<SecretUse, 'namespace'>;

/**
 * Returns every use of a Secret by a workload's pods, an Ingress, a Gateway, KEDA or the agent of a MongoStatefulSet, but for those that are
 * optional.
 */
export function secretUses(manifest: KubernetesManifest): SecretUse[] {
  const { kind, metadata } = manifest;
  const user = `${textField(manifest, 'kind') ?? ''} ${textField(manifest, 'metadata', 'name') ?? ''}`;
  const pod = field(podTemplate(manifest), 'spec');
  // Only the StatefulSet of a MongoStatefulSet has this annotation.
  const ofSet = metadata.annotations?.[topologyAnnotation] !== undefined;
  const found = [
    ...(kind === 'ConfigMap' ? mongoUserUses(manifest, user) : []),
    ...podContainers(manifest).flatMap((container) => containerUses(container, user)),
    ...listField(pod, 'volumes').flatMap((volume) => volumeUses(volume, user, ofSet)),
    ...listField(pod, 'imagePullSecrets').flatMap((reference) => pullUse(reference, user)),
    ...(kind === 'Ingress' ? ingressUses(manifest, user) : []),
    ...(kind === 'Gateway' ? gatewayUses(manifest, user) : []),
    ...(kind === 'TriggerAuthentication' ? triggerUses(manifest, user) : []),
  ];
  const namespace = textField(manifest, 'metadata', 'namespace') ?? 'default';
  const types = parsedJson(metadata.annotations?.[secretTypesAnnotation]);
  const copies = parsedJson(metadata.annotations?.[secretCopiesAnnotation]);
  return found.map((use) => ({
    namespace,
    ...use,
    type: use.type ?? textField(types, use.name),
    copyOf: originalOf(textField(copies, use.name)),
  }));
}

function originalOf(text: string | undefined): SecretOriginal | undefined {
  const [, namespace, name] = /^([^/]+)\/([^/]+)$/.exec(text ?? '') ?? [];
  return namespace === undefined || name === undefined ? undefined : { namespace, name };
}

function containerUses(container: unknown, user: string): Found[] {
  const places = uriPlaces(container);
  const variables = listField(container, 'env').flatMap((variable) => {
    const reference = field(variable, 'valueFrom', 'secretKeyRef');
    const name = textField(variable, 'name') ?? '';
    return keyUse(textField(reference, 'name'), reference, places.get(name) ?? 'any', `${user}, variable ${name}`);
  });
  const whole = listField(container, 'envFrom')
    .map((source) => field(source, 'secretRef'))
    .flatMap((secret) => (isOptional(secret) ? [] : use(textField(secret, 'name'), { by: `${user}, all variables` })));
  return [...variables, ...whole];
}

/** Returns the variables that `$(NAME)` puts into a URI of a container's variables, command or arguments, with the format this asks for. */
function uriPlaces(container: unknown): Map<string, SecretKeyFormat> {
  const places = new Map<string, SecretKeyFormat>();
  const texts = [
    ...listField(container, 'env').map((variable) => field(variable, 'value')),
    ...listField(container, 'command'),
    ...listField(container, 'args'),
  ];
  for (const text of texts) {
    if (typeof text !== 'string' || !/[A-Za-z][-+.A-Za-z0-9]*:\/\//.test(text)) continue;
    // `$$` is the kubelet's escape, so that `$$(NAME)` refers to nothing.
    for (const match of text.matchAll(/\$\$|\$\(([^()]+)\)/g)) {
      const [reference, name] = match;
      if (name === undefined) continue;
      const isUser =
        text.slice(0, match.index).endsWith('://') && /^(:[^/?#]*)?@/.test(text.slice(match.index + reference.length));
      places.set(name, isUser ? 'username' : (places.get(name) ?? 'url-safe'));
    }
  }
  return places;
}

function volumeUses(volume: unknown, user: string, ofSet: boolean): Found[] {
  const volumeName = textField(volume, 'name') ?? '';
  const format = ofSet && volumeName === keyfileVolume ? 'keyfile' : 'any';
  const projected = listField(volume, 'projected', 'sources').map((source) => field(source, 'secret'));
  return [field(volume, 'secret'), ...projected].flatMap((source, index) => {
    if (isOptional(source)) return [];
    const name = textField(source, index === 0 ? 'secretName' : 'name');
    const items = listField(source, 'items');
    if (items.length === 0) return use(name, { by: `${user}, files ${volumeName}` });
    return items.flatMap((item) =>
      keyUse(name, item, format, `${user}, file ${volumeName}/${textField(item, 'path') ?? ''}`),
    );
  });
}

// The credentials of a MongoStatefulSet's user are files, and files can hold anything; its agent's input says what it accepts.
function mongoUserUses(manifest: KubernetesManifest, user: string): Found[] {
  return listField(desiredState(manifest), 'users').flatMap((account) => {
    const name = textField(account, 'name');
    const by = `${user}, user ${name ?? ''}`;
    const isInUris = textField(account, 'passwordAlphabet') === 'uri';
    return [
      ...use(name, { key: 'username', format: 'username', by }),
      ...(isInUris ? use(name, { key: 'password', format: 'url-safe', by }) : []),
    ];
  });
}

function ingressUses(manifest: KubernetesManifest, user: string): Found[] {
  // An annotation of cert-manager asks it to make the Secret.
  const annotations = Object.keys(manifest.metadata.annotations ?? {});
  if (annotations.some((key) => key.startsWith('cert-manager.io/'))) return [];
  // Its controllers read the keys, whatever the type.
  return listField(manifest, 'spec', 'tls').flatMap((tls) => tlsUses(textField(tls, 'secretName'), user));
}

// A reference into another namespace, or to another kind, is not the Gateway's own Secret: its owner provides it.
function gatewayUses(manifest: KubernetesManifest, user: string): Found[] {
  return listField(manifest, 'spec', 'listeners')
    .flatMap((listener) => listField(listener, 'tls', 'certificateRefs'))
    .filter((it) => field(it, 'namespace') === undefined && (textField(it, 'kind') ?? 'Secret') === 'Secret')
    .flatMap((it) => tlsUses(textField(it, 'name'), user, tlsSecretType));
}

function triggerUses(manifest: KubernetesManifest, user: string): Found[] {
  return listField(manifest, 'spec', 'secretTargetRef').flatMap((it) =>
    keyUse(textField(it, 'name'), it, 'any', `${user}, parameter ${textField(it, 'parameter') ?? ''}`),
  );
}

function pullUse(reference: unknown, user: string): Found[] {
  const by = `${user}, image pull`;
  return use(textField(reference, 'name'), {
    key: pullSecretKey,
    format: 'dockerconfigjson',
    type: pullSecretType,
    by,
  });
}

function tlsUses(name: string | undefined, user: string, type?: SecretType): Found[] {
  return tlsSecretKeys.flatMap((key) => use(name, { key, type, by: `${user}, TLS` }));
}

function keyUse(name: string | undefined, reference: unknown, format: SecretKeyFormat, by: string): Found[] {
  const key = textField(reference, 'key');
  return key === undefined || isOptional(reference) ? [] : use(name, { key, format, by });
}

function use(name: string | undefined, fields: Partial<Found> & Pick<Found, 'by'>): Found[] {
  return name === undefined ? [] : [{ name, format: 'any', ...fields }];
}

function isOptional(reference: unknown): boolean {
  return field(reference, 'optional') === true;
}
