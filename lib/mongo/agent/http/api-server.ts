import { readFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { topologyAnnotation } from '../contract';
import { send } from './client';

/** The address of the API server, and the directory of the service account's files. */
export interface ApiServer {
  readonly host: string | undefined;
  readonly port: string | undefined;
  readonly account: string;
}

/** The StatefulSet, as far as an agent follows it. */
export interface AppliedStatefulSet {
  readonly replicas: number;
  /** The revision of the topology that it was applied with. */
  readonly revision?: string;
  /** True if all pods are ready and of the newest revision. */
  readonly isRolledOut?: boolean;
}

interface StatefulSet {
  readonly metadata?: { readonly generation?: number; readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: { readonly replicas: number };
  readonly status?: Partial<Record<'observedGeneration' | 'readyReplicas' | 'updatedReplicas', number>>;
}

const keepAlive = new Agent({ keepAlive: true, maxSockets: 1 });

/** Reads a StatefulSet. Throws the reason why the API server does not answer. */
export async function readStatefulSet(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  server?: ApiServer,
): Promise<AppliedStatefulSet> {
  const path = `/apis/apps/v1/namespaces/${namespace}/statefulsets/${name}`;
  const { metadata, spec, status } = (await call('GET', path, undefined, server)) as StatefulSet;
  const { replicas } = spec;
  const isCurrent = status?.observedGeneration === metadata?.generation;
  const isRolledOut = isCurrent && status?.readyReplicas === replicas && status.updatedReplicas === replicas;
  return { replicas, revision: metadata?.annotations?.[topologyAnnotation], isRolledOut };
}

/** Calls the API server as the pod's service account. Throws a refusal with its reason. */
export async function call(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
  { host, port, account }: ApiServer = inCluster(),
): Promise<unknown> {
  // The kubelet renews the token.
  const token = readFileSync(`${account}/token`, 'utf8');
  const headers = { Authorization: `Bearer ${token}`, Accept: 'application/json', 'Content-Type': 'application/json' };
  const ca = readFileSync(`${account}/ca.crt`);
  const request = { protocol: 'https:', method, host, port, path, agent: keepAlive, ca, headers, body } as const;
  const answer = await send(request, 'the API server', 3);
  if (answer.status < 200 || answer.status >= 300)
    throw new Error(`the API server answered ${answer.status}${reasonIn(answer.body)}`);
  return JSON.parse(answer.body);
}

function inCluster(): ApiServer {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = process.env;
  return { host, port, account: '/var/run/secrets/kubernetes.io/serviceaccount' };
}

function reasonIn(body: string): string {
  try {
    return `: ${(JSON.parse(body) as { message: string }).message}`;
  } catch {
    return '';
  }
}
