import { field, KubernetesManifest, listField, objectName, textField, textMapField } from '../manifests/manifest';
import { byIdentity, objectIdentity } from '../manifests/object-identity';
import { selects, selectsPodsOf } from '../manifests/pod-selection';
import { isNetworkPolicy } from '../manifests/policed-pods';
import { podContainers, podTemplate, protocolOf } from '../manifests/pod-template';
import { isMap } from '../props/map';

/**
 * Returns the reason why the containers and ports of a Deployment cannot be renamed as the construct does: a field or another object that would go
 * on naming one; undefined if none does. `others` are the objects that stay as they are.
 */
export function lostNames(
  source: KubernetesManifest,
  rendered: readonly KubernetesManifest[],
  others: readonly KubernetesManifest[],
): string | undefined {
  const [after] = byIdentity(rendered, objectIdentity(source));
  if (after === undefined) return undefined;
  const inCluster = [...rendered.filter((each) => each !== after), ...others];
  const containers = new Set(podContainers(after).map(nameOf));
  for (const name of podContainers(source).map(nameOf)) {
    if (name === undefined || containers.has(name)) continue;
    const user = inPod(after, name) ?? inCluster.find((each) => scales(each, source) && hasContainer(each, name));
    if (user !== undefined) return `${said(user)} its container ${JSON.stringify(name)}, which the construct renames`;
  }
  const ports = new Set(portsOf(after));
  for (const port of portsOf(source)) {
    const [name = ''] = port.split(' ');
    const user = ports.has(port) ? undefined : inCluster.find((each) => namesPort(each, name, source));
    if (user !== undefined) return `${said(user)} its port ${JSON.stringify(name)}, which the construct renames`;
  }
  return undefined;
}

function nameOf(value: unknown): string | undefined {
  return textField(value, 'name');
}

function said(user: string | KubernetesManifest): string {
  return `${typeof user === 'string' ? user : objectName(user)} names`;
}

/** Returns the ports that have a name, `web 8080/TCP`. */
function portsOf(deployment: KubernetesManifest): string[] {
  const ports = podContainers(deployment).flatMap((container) => listField(container, 'ports'));
  return ports.flatMap((port) => {
    const name = nameOf(port);
    return name === undefined ? [] : [`${name} ${String(field(port, 'containerPort'))}/${protocolOf(port)}`];
  });
}

/** Returns the part of pods that names a container, in words. */
function inPod(deployment: KubernetesManifest, container: string): string | undefined {
  const template = podTemplate(deployment);
  const isName = (key: string, value: string): boolean => {
    const [, last = ''] = key.split('/');
    const isOfKey = last === container || last.startsWith(`${container}.`);
    return isOfKey || (key.includes('container') && value.split(',').includes(container));
  };
  const [annotation] = Object.entries(textMapField(template, 'metadata', 'annotations')).find(([key, value]) =>
    isName(key, value),
  ) ?? [undefined];
  if (annotation !== undefined) return `its annotation ${annotation}`;
  return hasContainer(field(template, 'spec'), container) ? 'its resourceFieldRef' : undefined;
}

/** Tells whether an object scales a Deployment, as an autoscaler of whatever kind does. */
function scales({ metadata, spec }: KubernetesManifest, { kind, metadata: of }: KubernetesManifest): boolean {
  if (metadata.namespace !== of.namespace || !isMap(spec)) return false;
  return Object.entries(spec).some(
    ([key, target]) =>
      /targetRef$/i.test(key) && textField(target, 'name') === of.name && (textField(target, 'kind') ?? kind) === kind,
  );
}

/** Tells whether a field of a value names a container: `containerName`, `container`, `envSourceContainerName`. */
function hasContainer(value: unknown, container: string): boolean {
  return hasField(value, (key, item) => /^container$|containerName$/i.test(key) && item === container);
}

/** Tells whether an object that selects the pods of a Deployment names a port of theirs. */
function namesPort(object: KubernetesManifest, port: string, source: KubernetesManifest): boolean {
  const isPort = (key: string, item: unknown): boolean => /^(?:port|targetPort)$/.test(key) && item === port;
  if (isNetworkPolicy(object)) {
    const isIn = hasField(field(object, 'spec', 'ingress'), isPort) && isBeside(object, source);
    return (
      (isIn && selectsPodsOf(field(object, 'spec', 'podSelector') ?? {}, source)) || letsOut(object, source, isPort)
    );
  }
  const selector = field(object, 'spec', 'endpointSelector') ?? field(object, 'spec', 'selector');
  // A Service, and a monitor of Services, has ports with names of their own.
  if (/Service/.test(object.kind) || !isMap(field(selector, 'matchLabels'))) return false;
  const labels = textMapField(podTemplate(source), 'metadata', 'labels');
  return isBeside(object, source) && selects(selector, labels) && hasField(object['spec'], isPort);
}

/** Tells whether a NetworkPolicy lets other pods connect to a port of a Deployment's. */
function letsOut(policy: KubernetesManifest, source: KubernetesManifest, isPort: IsField): boolean {
  return listField(policy, 'spec', 'egress').some((rule) => {
    const peers = listField(rule, 'to');
    const isPeer = (peer: unknown): boolean =>
      field(peer, 'ipBlock') === undefined &&
      (isBeside(policy, source) || field(peer, 'namespaceSelector') !== undefined) &&
      selectsPodsOf(field(peer, 'podSelector') ?? {}, source);
    return hasField(field(rule, 'ports'), isPort) && (peers.length === 0 || peers.some(isPeer));
  });
}

function isBeside({ metadata }: KubernetesManifest, { metadata: of }: KubernetesManifest): boolean {
  return metadata.namespace === of.namespace;
}

type IsField = (key: string, item: unknown) => boolean;

function hasField(value: unknown, isSought: IsField): boolean {
  if (Array.isArray(value)) return value.some((item) => hasField(item, isSought));
  return isMap(value) && Object.entries(value).some(([key, item]) => isSought(key, item) || hasField(item, isSought));
}
