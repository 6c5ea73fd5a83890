import { groupedBy } from '../lib/props/map';
import { get } from './kubectl';

interface LiveObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
    readonly deletionTimestamp?: string;
  };
  readonly spec?: { readonly scaleTargetRef?: { readonly kind: string; readonly name: string } };
}

const kinds = [
  'namespaces,resourcequotas,limitranges,serviceaccounts,roles,rolebindings,configmaps,secrets,networkpolicies,services,persistentvolumeclaims',
  'poddisruptionbudgets,statefulsets,deployments,jobs,cronjobs,horizontalpodautoscalers',
  'ingresses,httproutes.gateway.networking.k8s.io,certificates.cert-manager.io',
  'sealedsecrets.bitnami.com,externalsecrets.external-secrets.io',
  'servicemonitors.monitoring.coreos.com,podmonitors.monitoring.coreos.com,prometheusrules.monitoring.coreos.com',
].join(',');

/** The objects of a namespace that Flux has applied, and the pods of its workloads, at one moment. It has the kinds of the list above. */
export class NamespacePicture {
  private constructor(
    private readonly objects: ReadonlyMap<string, string>,
    private readonly pods: ReadonlyMap<string, readonly string[]>,
  ) {}

  static async take(namespace: string): Promise<NamespacePicture> {
    const applied = await get<List>(`-n ${namespace} ${kinds} -l kustomize.toolkit.fluxcd.io/name`);
    const objects = applied.items.filter(({ kind, metadata }) => kind !== 'Namespace' || metadata.name === namespace);
    const scaled = objects.flatMap(({ spec }) => spec?.scaleTargetRef ?? []).map(({ kind, name }) => `${kind} ${name}`);
    const pods = (await get<List>(`-n ${namespace} pods`)).items.filter(
      ({ metadata }) => metadata.deletionTimestamp === undefined,
    );
    return new NamespacePicture(
      new Map(objects.map((object) => [nameOf(object), appliedText(object, scaled)])),
      new Map([...groupedBy(pods, (pod) => [workloadOf(pod)])].map(([name, own]) => [name, own.map(uidOf)])),
    );
  }

  has(object: string): boolean {
    return this.objects.has(object);
  }

  /** Returns the objects that differ in a later picture, and what became of their pods: `changed, pods replaced`. */
  changesUntil(later: NamespacePicture): Record<string, string> {
    const changes: Record<string, string> = {};
    for (const name of new Set([...this.objects.keys(), ...later.objects.keys()])) {
      const [before, after] = [this.objects.get(name), later.objects.get(name)];
      const words = [
        before === undefined ? 'added' : after === undefined ? 'removed' : before === after ? undefined : 'changed',
        podsWord(this.pods.get(name) ?? [], later.pods.get(name) ?? []),
      ].filter((word) => word !== undefined);
      if (words.length > 0) changes[name] = words.join(', ');
    }
    return changes;
  }
}

interface List {
  readonly items: readonly LiveObject[];
}

function nameOf({ kind, metadata }: LiveObject): string {
  return `${kind} ${metadata.name}`;
}

function uidOf({ metadata }: LiveObject): string {
  return metadata.uid;
}

/** The object as it was applied: without its status, what the API server counts, Flux's own labels, and replicas that are autoscaled. */
function appliedText(object: LiveObject, scaled: readonly string[]): string {
  const { name, uid, deletionTimestamp, labels, annotations } = object.metadata;
  const own = Object.entries({ ...labels, ...annotations }).filter(
    ([key]) => key !== 'deployment.kubernetes.io/revision' && !key.startsWith('kustomize.toolkit.fluxcd.io/'),
  );
  const spec = scaled.includes(nameOf(object)) ? { ...object.spec, replicas: undefined } : object.spec;
  return JSON.stringify({ ...object, metadata: { name, uid, deletionTimestamp, own }, spec, status: undefined });
}

/** The workload that made a pod. */
function workloadOf({ metadata }: LiveObject): string {
  const [owner] = metadata.ownerReferences ?? [];
  const suffix = `-${metadata.labels?.['pod-template-hash'] ?? ''}`;
  if (owner?.kind === 'ReplicaSet' && owner.name.endsWith(suffix))
    return `Deployment ${owner.name.slice(0, -suffix.length)}`;
  return `${owner?.kind ?? 'Pod'} ${owner?.name ?? metadata.name}`;
}

/** The word for the change of a workload's pods; undefined where pods were only added, or some only taken away, as an autoscaler does. */
function podsWord(before: readonly string[], after: readonly string[]): string | undefined {
  const kept = after.filter((uid) => before.includes(uid)).length;
  if (before.length === 0) return after.length === 0 ? undefined : 'pods new';
  if (after.length === 0) return 'pods gone';
  if (kept === before.length || kept === after.length) return undefined;
  return kept === 0 ? 'pods replaced' : 'some pods replaced';
}
