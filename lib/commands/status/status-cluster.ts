import { KubernetesManifest, textField } from '../../manifests/manifest';
import { inNamespace } from '../../manifests/object-identity';
import { parsedJson } from '../../prerequisites/parsed-json';
import { groupedBy } from '../../props/map';
import { managedBy } from '../../status/left-objects';
import { isKeptByTaints } from '../../status/pods/scheduling';
import { Questions } from '../../status/questions';
import { AgentDecision, ClusterView, listKey, LogPlace } from '../../status/view/cluster-view';
import { agentContainer } from '../../status/workloads/mongo-members';
import { inParallel } from '../in-parallel';
import { answered, contextOptions, kubectl, KubectlContext, KubectlResult, noKind, printedObjects } from '../kubectl';
import { ClusterList, listsFor, renderedTypes } from './cluster-lists';

/** The objects that kubectl has read, and its complaints about those that it may not read. */
interface Read {
  readonly objects: KubernetesManifest[];
  readonly unread: string[];
  readonly unserved: string[];
  readonly complaints: string[];
}

const logLines = 5;

/** Lists of the whole cluster that are read only if the state of an object depends on them. */
const listsOnDemand: readonly ClusterList[] = [
  { type: 'ingressclass.networking.k8s.io', kind: 'IngressClass', namespace: undefined },
  { type: 'storageclass.storage.k8s.io', kind: 'StorageClass', namespace: undefined },
  { type: 'node', kind: 'Node', namespace: undefined },
];

/** A cluster whose objects are read through kubectl with one context. Every method throws a FindingsError if the cluster does not answer. */
export class StatusCluster {
  readonly #options: readonly string[];

  constructor({ name }: KubectlContext) {
    this.#options = contextOptions(name);
  }

  /** Reads the objects of a folder, their pods, and those that the package's constructs rendered and the folder does not have any more. */
  async read(
    wanted: readonly KubernetesManifest[],
    source: string,
  ): Promise<{ view: ClusterView; complaints: string[] }> {
    const lists = listsFor(wanted);
    const namespaces = [...groupedBy(lists, ({ namespace }) => [namespace ?? '']).values()];
    const parts = await inParallel(namespaces, (group) => this.#lists(group));
    const left = await inParallel(namespaces, (group) => this.#left(group));
    const [all, others] = [joined(parts), joined(left)];
    const view = {
      objects: [...all.objects, ...others.objects],
      wanted,
      source,
      warnings: [],
      logs: [],
      decisions: [],
      unread: new Set([...all.unread, ...listsOnDemand.map(({ kind }) => listKey(kind, undefined))]),
      unserved: new Set(all.unserved),
      now: new Date(),
    };
    return { view, complaints: [...all.complaints, ...others.complaints] };
  }

  /** Adds to a view what explains the states of its objects. */
  async explain(
    view: ClusterView,
    { warnings, logs, members }: Questions,
  ): Promise<{ view: ClusterView; complaints: string[] }> {
    const due = listsOnDemand.filter(({ kind }) => dependsOn(kind, view));
    const demanded = joined(await inParallel(due, (list) => this.#list(list)));
    const read = due.map(({ kind }) => listKey(kind, undefined)).filter((key) => !demanded.unread.includes(key));
    const events = joined(await inParallel(warnings, (namespace) => this.#warnings(namespace)));
    return {
      view: {
        ...view,
        objects: [...view.objects, ...demanded.objects],
        unread: new Set([...view.unread].filter((key) => !read.includes(key))),
        warnings: events.objects,
        logs: await inParallel(logs, async (place) => ({ ...place, lines: await this.#lines(place, logLines) })),
        decisions: (await inParallel(members, (pod) => this.#decision(pod))).flat(),
      },
      complaints: [...demanded.complaints, ...events.complaints],
    };
  }

  /** Reads the lists of a namespace in one run of kubectl; each by itself if one of them fails. */
  async #lists(lists: readonly ClusterList[]): Promise<Read> {
    const isTogether = ({ kind, names }: ClusterList): boolean => kind !== 'Secret' && names === undefined;
    const together = lists.filter(isTogether);
    const alone = await inParallel(
      lists.filter((list) => !isTogether(list)),
      (list) => this.#list(list),
    );
    if (together.length === 0) return joined(alone);
    const types = together.map(({ type }) => type).join(',');
    const { code, output } = await this.#get(types, ...inNamespace(together[0]?.namespace));
    if (code === 0) return joined([...alone, { ...nothing, objects: printedObjects(output) }]);
    return joined([...alone, ...(await inParallel(together, (list) => this.#list(list)))]);
  }

  async #list(list: ClusterList): Promise<Read> {
    const { type, kind, namespace, names = [] } = list;
    if (kind === 'Secret') return this.#secrets(namespace);
    const { code, output, complaint } = await this.#get(type, ...names, ...inNamespace(namespace));
    if (code === 0) return { ...nothing, objects: printedObjects(output) };
    if (noKind.test(complaint)) return { ...nothing, unserved: [kind] };
    return { ...nothing, unread: [listKey(kind, namespace)], complaints: [complaint] };
  }

  /** Reads the names of Secrets: of a table, as kubectl prints it by default, the API server sends no values. */
  async #secrets(namespace: string | undefined): Promise<Read> {
    const { code, output, complaint } = await this.#run(['get', 'secrets', '--no-headers', ...inNamespace(namespace)]);
    if (code !== 0) return { ...nothing, unread: [listKey('Secret', namespace)], complaints: [complaint] };
    const names = output
      .split('\n')
      .flatMap((line) => line.split(/\s+/, 1))
      .filter((name) => name !== '');
    return {
      ...nothing,
      objects: names.map((name) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace } })),
    };
  }

  /** Reads the objects of the package's constructs of all kinds that its list does not have anyway. */
  async #left(lists: readonly ClusterList[]): Promise<Read> {
    const namespace = lists[0]?.namespace;
    const types = renderedTypes.filter((type) => !lists.some((list) => list.type === type));
    if (namespace === undefined || types.length === 0) return nothing;
    const selector = ['--selector', `${managedBy.key}=${managedBy.value}`];
    // Of the kinds that may not be read, kubectl complains after it has printed the others.
    const { output, complaint } = await this.#get(types.join(','), ...selector, ...inNamespace(namespace));
    const complaints =
      complaint === '' ? [] : [`objects that the folder does not have any more are not all known: ${complaint}`];
    return { ...nothing, objects: printedObjects(output), complaints };
  }

  async #warnings(namespace: string | undefined): Promise<Read> {
    if (namespace === undefined) return nothing;
    const { code, output, complaint } = await this.#get(
      'events',
      '--field-selector',
      'type=Warning',
      ...inNamespace(namespace),
    );
    return code === 0
      ? { ...nothing, objects: printedObjects(output) }
      : { ...nothing, complaints: [`some causes are not known: ${complaint}`] };
  }

  /** Reads the last decision of a member's agent: the action of its `/status`, which network policies keep the API server from. */
  async #decision({ metadata: { name, namespace } }: KubernetesManifest): Promise<AgentDecision[]> {
    const place = { namespace, pod: name, container: agentContainer, isPrevious: false };
    const [line] = await this.#lines(place, 1);
    const decision = parsedJson(line);
    return decision === undefined ? [] : [{ namespace, pod: name, decision }];
  }

  /** Reads the last lines of a log; none if it may not be read, or its node does not answer. */
  async #lines({ namespace, pod, container, isPrevious }: LogPlace, count: number): Promise<string[]> {
    const previous = isPrevious ? ['--previous'] : [];
    const words = [
      'logs',
      pod,
      '--container',
      container,
      '--tail',
      String(count),
      ...previous,
      ...inNamespace(namespace),
    ];
    const { code, output } = await kubectl([...words, ...this.#options]);
    return code === 0 ? output.split('\n').filter((line) => line.trim() !== '') : [];
  }

  #get(...words: readonly string[]): Promise<KubectlResult> {
    return this.#run(['get', ...words, '--ignore-not-found', '--output', 'json']);
  }

  async #run(words: readonly string[]): Promise<KubectlResult> {
    return answered(await kubectl([...words, ...this.#options]));
  }
}

const nothing: Read = { objects: [], unread: [], unserved: [], complaints: [] };

function joined(parts: readonly Read[]): Read {
  const all = <Name extends keyof Read>(name: Name): Read[Name] =>
    parts.flatMap((part): unknown[] => part[name]) as Read[Name];
  return { objects: all('objects'), unread: all('unread'), unserved: all('unserved'), complaints: all('complaints') };
}

/** Tells whether the state of an object depends on those of a kind. */
function dependsOn(kind: string, { wanted, objects }: ClusterView): boolean {
  if (kind === 'IngressClass') return wanted.some((each) => each.kind === 'Ingress');
  if (kind === 'Node') return objects.some((each) => each.kind === 'Pod' && isKeptByTaints(each));
  return objects.some(
    (each) => each.kind === 'PersistentVolumeClaim' && textField(each, 'status', 'phase') !== 'Bound',
  );
}
