import { Finding } from '../../findings/finding';
import { field, groupOf, hasGeneratedName, KubernetesManifest, objectName, textField } from '../../manifests/manifest';
import { applierOf } from '../../plan/cluster/field-owners';
import { ClusterObject } from '../../plan/cluster/cluster-plan';
import { inParallel } from '../in-parallel';
import {
  answered,
  contextOptions,
  kubectl,
  KubectlContext,
  KubectlResult,
  noKind,
  printedObjects,
  safeComplaint,
} from '../kubectl';

/** The objects of a folder, with what a cluster has and would have of each, and the findings of those that are not known. */
export interface ClusterAnswers {
  readonly objects: readonly ClusterObject[];
  readonly findings: readonly Finding[];
}

/** An answer about one object: the object, its absence, or kubectl's complaint. */
type Answer = { readonly found?: KubernetesManifest; readonly complaint?: string };

type Answers = ReadonlyMap<KubernetesManifest, Answer>;

const noAccess = /cannot (?:get|list|patch|create|update) resource/;
const busy = /\((?:ServiceUnavailable|Timeout|ServerTimeout|TooManyRequests)\)|does not support dry run/;
const noNamespace = /namespaces "([^"]+)" not found/;
const refusedName = 'kubectl apply takes no generateName; write kubectl create, or a name';

/** A cluster to which objects are to be applied, through kubectl with one context. Nothing is changed in it. */
export class ClusterObjects {
  readonly #options: readonly string[];

  constructor({ name }: KubectlContext) {
    this.#options = contextOptions(name);
  }

  /**
   * Returns what the cluster has of some objects, and what it would have once they are applied in the way in which they were applied before.
   * @throws FindingsError if the cluster does not answer
   */
  async compare(manifests: readonly KubernetesManifest[]): Promise<ClusterAnswers> {
    const named = manifests.filter((each) => !hasGeneratedName(each));
    const lives = await this.#get(named);
    const isReadable = (each: KubernetesManifest): boolean => {
      const { complaint } = lives.get(each) ?? {};
      return complaint === undefined || noKind.test(complaint);
    };
    const results = await this.#apply(named.filter(isReadable), lives);
    const findings: Finding[] = [];
    const objects = manifests.map((object): ClusterObject => {
      if (hasGeneratedName(object)) return { object, refusal: refusedName };
      const live = lives.get(object)?.found;
      const { found, complaint } = isReadable(object) ? (results.get(object) ?? {}) : (lives.get(object) ?? {});
      if (complaint === undefined) return { object, live, applied: found };
      if (!isReadable(object) || noAccess.test(complaint) || busy.test(complaint)) {
        findings.push(unknown(object, complaint));
        return { object, live, isUnknown: true };
      }
      if (comesWith(complaint, object, manifests)) return { object, live };
      return { object, live, refusal: refusalOf(object, complaint) };
    });
    return { objects, findings };
  }

  /**
   * Returns those of some objects that the cluster has, and the findings of those that cannot be read.
   * @throws FindingsError if the cluster does not answer
   */
  async existing(
    manifests: readonly KubernetesManifest[],
  ): Promise<{ found: KubernetesManifest[]; findings: Finding[] }> {
    const answers = [...(await this.#get(manifests.filter((each) => !hasGeneratedName(each))))];
    return {
      found: answers.flatMap(([, { found }]) => found ?? []),
      findings: answers.flatMap(([object, { complaint }]) =>
        complaint === undefined || noKind.test(complaint) ? [] : [unknown(object, complaint)],
      ),
    };
  }

  #get(manifests: readonly KubernetesManifest[]): Promise<Answers> {
    return this.#ask(['get', '--ignore-not-found', '--show-managed-fields'], manifests);
  }

  /** Applies objects without effect. New ones are applied as the first one that the cluster has. */
  async #apply(manifests: readonly KubernetesManifest[], lives: Answers): Promise<Answers> {
    const appliers = new Map(manifests.map((each) => [each, applierOf(lives.get(each)?.found)] as const));
    const usual = [...appliers.values()].find((applier) => applier !== undefined);
    const groups = new Map<string, KubernetesManifest[]>();
    for (const [manifest, own = usual] of appliers) {
      const key = own?.isServerSide === true ? own.manager : '';
      groups.set(key, [...(groups.get(key) ?? []), manifest]);
    }
    const answers = [...groups].map(([manager, group]) => {
      const serverSide = manager === '' ? [] : ['--server-side', '--force-conflicts', '--field-manager', manager];
      return this.#ask(['apply', '--dry-run=server', ...serverSide], group);
    });
    return new Map((await Promise.all(answers)).flatMap((each) => [...each]));
  }

  /** Asks about objects in one request of kubectl; about each by itself if one of them fails. */
  async #ask(args: readonly string[], manifests: readonly KubernetesManifest[]): Promise<Answers> {
    if (manifests.length === 0) return new Map();
    const all = await this.#run(args, manifests);
    if (all.code === 0) {
      const items = printedObjects(all.output);
      return new Map(manifests.map((each) => [each, { found: items.find((item) => isSame(item, each)) }]));
    }
    const answers = await inParallel(manifests, async (each) => {
      const { code, output, complaint } = manifests.length === 1 ? all : await this.#run(args, [each]);
      return [each, code === 0 ? { found: printedObjects(output)[0] } : { complaint }] as const;
    });
    return new Map(answers);
  }

  async #run(args: readonly string[], items: readonly KubernetesManifest[]): Promise<KubectlResult> {
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
    return answered(await kubectl([...args, '--output', 'json', '--filename', '-', ...this.#options], input));
  }
}

/** Tells whether an object in the cluster is one of a folder, whose namespace may be the context's. */
function isSame(live: KubernetesManifest, { apiVersion, kind, metadata }: KubernetesManifest): boolean {
  const { name, namespace } = live.metadata;
  return (
    groupOf(live) === groupOf({ apiVersion }) &&
    live.kind === kind &&
    name === metadata.name &&
    (metadata.namespace === undefined || namespace === undefined || namespace === metadata.namespace)
  );
}

/** Tells whether an object lacks nothing but a namespace or a definition that is applied with it. */
function comesWith(complaint: string, object: KubernetesManifest, all: readonly KubernetesManifest[]): boolean {
  const [, namespace] = noNamespace.exec(complaint) ?? [];
  if (namespace !== undefined)
    return all.some(({ kind, metadata }) => kind === 'Namespace' && metadata.name === namespace);
  return (
    noKind.test(complaint) &&
    all.some(
      (each) =>
        each.kind === 'CustomResourceDefinition' &&
        textField(each, 'spec', 'group') === groupOf(object) &&
        field(each, 'spec', 'names', 'kind') === object.kind,
    )
  );
}

/** The API server's message without values of a Secret. */
function refusalOf({ kind }: KubernetesManifest, complaint: string): string {
  const [missing] = noNamespace.exec(complaint) ?? [];
  return missing ?? (kind === 'Secret' ? safeComplaint(complaint) : plainComplaint(complaint));
}

/** A complaint without kubectl's words around the API server's. */
function plainComplaint(complaint: string): string {
  return complaint
    .replace(/^error: error validating "[^"]*": error validating data: /, '')
    .replace(/; if you choose to ignore these errors, turn validation off with --validate=false$/, '')
    .replace(/^Error from server \(\w+\): /, '')
    .replace(/^error (?:when|while) \w+ "[^"]*": /, '');
}

function unknown(object: KubernetesManifest, complaint: string): Finding {
  const reason = object.kind === 'Secret' ? safeComplaint(complaint) : complaint;
  const write = 'see whether you may get and patch it: kubectl auth can-i --list';
  return { path: objectName(object), at: 'kubectl', code: 'unavailable', want: `cannot be compared, ${reason}`, write };
}
