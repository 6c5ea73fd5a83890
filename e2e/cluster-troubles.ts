import { get } from './kubectl';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly message?: string;
}

interface Node {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly taints?: readonly { readonly key: string }[] };
}

interface Namespace {
  readonly metadata: { readonly name: string };
  readonly status: { readonly phase: string; readonly conditions?: readonly Condition[] };
}

interface Pod {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly nodeName?: string };
  readonly status: {
    readonly phase: string;
    readonly conditions?: readonly Condition[];
    readonly containerStatuses?: readonly {
      readonly name: string;
      readonly state: Readonly<Record<string, unknown>>;
    }[];
  };
}

/** Nodes that take no pods for now, and namespaces that are ending: a line each. */
export async function clusterTroubles(): Promise<string[]> {
  const { items } = await get<{ items: Namespace[] }>('namespaces');
  const ending = items.filter(({ status }) => status.phase === 'Terminating');
  return [...(await nodeTroubles()), ...ending.map(({ metadata }) => `the namespace ${metadata.name} is ending`)];
}

/** Nodes that take no pods for now: a line each. */
export async function nodeTroubles(): Promise<string[]> {
  const { items } = await get<{ items: Node[] }>('nodes');
  return items.flatMap(({ metadata, spec }) => {
    // Kubernetes itself sets those of this domain, and takes them away again.
    const keys = (spec.taints ?? []).map(({ key }) => key).filter((key) => key.startsWith('node.kubernetes.io/'));
    return keys.length === 0 ? [] : [`${metadata.name} has the taint ${[...new Set(keys)].join(', ')}`];
  });
}

/** The pods of a namespace that are not ready, and the reason as far as their status has it: a line each. */
export async function podTroubles(namespace: string): Promise<string[]> {
  const { items } = await get<{ items: Pod[] }>(`-n ${namespace} pods`);
  return items.flatMap(({ metadata, spec, status }) => {
    const unmet = (status.conditions ?? []).filter((condition) => condition.status === 'False');
    if (status.phase === 'Succeeded' || unmet.length === 0) return [];
    const messages = unmet.flatMap(({ message }) => message ?? []);
    const states = (status.containerStatuses ?? []).map(({ name, state }) => `${name}: ${JSON.stringify(state)}`);
    const where = spec.nodeName ?? 'no node';
    return [`${metadata.name} on ${where}, ${status.phase}: ${[...new Set(messages), ...states].join('; ')}`];
  });
}
