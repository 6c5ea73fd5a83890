import { hasGeneratedName, KubernetesManifest, listField, referredName, textField } from '../../manifests/manifest';
import { byIdentity, byReferredName, objectIdentity } from '../../manifests/object-identity';

/** The last lines of a container's log. */
export interface ContainerLog extends LogPlace {
  readonly lines: readonly string[];
}

/** A container whose log explains something. */
export interface LogPlace {
  readonly namespace: string | undefined;
  readonly pod: string;
  readonly container: string;
  /** True for the log of the run before this one. */
  readonly isPrevious: boolean;
}

/** The last decision of the agent beside a mongod, as its log has it. */
export interface AgentDecision {
  readonly namespace: string | undefined;
  readonly pod: string;
  readonly decision: unknown;
}

/** Everything that was read of a cluster, in which the states of objects are looked up. */
export interface ClusterView {
  /** The objects that were listed, the pods among them. */
  readonly objects: readonly KubernetesManifest[];
  /** The folder's objects. */
  readonly wanted: readonly KubernetesManifest[];
  /** The source of the folder, as it was given to the command. */
  readonly source: string;
  /** Events of type Warning, in no order. */
  readonly warnings: readonly KubernetesManifest[];
  readonly logs: readonly ContainerLog[];
  readonly decisions: readonly AgentDecision[];
  /** The lists, by kind and namespace as `listKey` writes them, that may not be read. */
  readonly unread: ReadonlySet<string>;
  /** The kinds of the folder that the cluster does not know. */
  readonly unserved: ReadonlySet<string>;
  /** The time at which the cluster was read. */
  readonly now: Date;
}

/** Returns the text by which `unread` knows a list: `Pod shop`; without a namespace for a kind of the whole cluster. */
export function listKey(kind: string, namespace: string | undefined): string {
  return `${kind} ${namespace ?? ''}`;
}

/** Returns the live object of a manifest; the newest of those whose name the API server completed. */
export function liveObject(view: ClusterView, manifest: KubernetesManifest): KubernetesManifest | undefined {
  if (!hasGeneratedName(manifest)) {
    // Of a custom resource it may not be known whether it lives in a namespace.
    const ofCluster = { ...manifest, metadata: { ...manifest.metadata, namespace: undefined } };
    return [manifest, ofCluster].flatMap((each) => byIdentity(view.objects, objectIdentity(each)))[0];
  }
  const { kind } = manifest;
  const { generateName } = manifest.metadata;
  return newestOf(view.objects.filter((each) => each.kind === kind && each.metadata.generateName === generateName));
}

/** Returns the newest object; undefined without any. */
export function newestOf(objects: readonly KubernetesManifest[]): KubernetesManifest | undefined {
  return [...objects].sort((one, other) => (createdAt(one) < createdAt(other) ? 1 : -1))[0];
}

function createdAt(object: KubernetesManifest): string {
  return textField(object, 'metadata', 'creationTimestamp') ?? '';
}

/** Returns the live object of a kind and name; undefined if it does not exist, or was not read. */
export function liveNamed(
  view: ClusterView,
  kind: string,
  namespace: string | undefined,
  name: string,
): KubernetesManifest | undefined {
  return byReferredName(view.objects, referredName(kind, namespace, name))[0];
}

/** Tells whether every object of a kind in a namespace was read, so that one that is not there is missing. */
export function wasRead(view: ClusterView, kind: string, namespace: string | undefined): boolean {
  return !view.unread.has(listKey(kind, namespace));
}

/** Returns the live objects that a controller made for an object, by its unique id. */
export function ownedBy(view: ClusterView, owner: KubernetesManifest, kind: string): KubernetesManifest[] {
  const uid = textField(owner, 'metadata', 'uid');
  return view.objects.filter(
    (each) =>
      each.kind === kind && listField(each, 'metadata', 'ownerReferences').some((it) => textField(it, 'uid') === uid),
  );
}

/** Returns the warnings about an object, or about a container of a pod, the newest first: of a reason if one is given. */
export function warningsOf(
  view: ClusterView,
  { kind, metadata }: KubernetesManifest,
  reason?: RegExp,
  container?: string,
): string[] {
  return view.warnings
    .filter((event) => {
      const place = textField(event, 'involvedObject', 'fieldPath') ?? '';
      return (
        textField(event, 'involvedObject', 'kind') === kind &&
        textField(event, 'involvedObject', 'name') === metadata.name &&
        // Of an object of this name that was deleted.
        [undefined, textField(metadata, 'uid')].includes(textField(event, 'involvedObject', 'uid')) &&
        (reason === undefined || reason.test(textField(event, 'reason') ?? '')) &&
        (container === undefined || place.endsWith(`{${container}}`))
      );
    })
    .sort((one, other) => (seenAt(one) < seenAt(other) ? 1 : -1))
    .map((event) => textField(event, 'message') ?? '');
}

/** Returns the time at which an event was last seen, in whichever of its fields its reporter writes it. */
function seenAt(event: KubernetesManifest): string {
  return (
    textField(event, 'series', 'lastObservedTime') ??
    textField(event, 'lastTimestamp') ??
    textField(event, 'eventTime') ??
    ''
  );
}

/** Returns the last lines of a container's log that were read; undefined if they were not. */
export function logOf(view: ClusterView, pod: KubernetesManifest, container: string): readonly string[] | undefined {
  const { name, namespace } = pod.metadata;
  return view.logs.find((log) => log.pod === name && log.container === container && log.namespace === namespace)?.lines;
}
