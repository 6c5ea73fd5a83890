import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { IncomingMessage, request as httpRequest } from 'node:http';
import { Agent, RequestOptions, request as httpsRequest } from 'node:https';
import { topologyAnnotation } from '../contract';

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

const inCluster: ApiServer = {
  host: process.env['KUBERNETES_SERVICE_HOST'],
  port: process.env['KUBERNETES_SERVICE_PORT'],
  account: '/var/run/secrets/kubernetes.io/serviceaccount',
};

const keepAlive = new Agent({ keepAlive: true, maxSockets: 1 });

/** Reads a StatefulSet. Throws the reason why the API server does not answer. */
export async function statefulSetOf(
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
  { host, port, account }: ApiServer = inCluster,
): Promise<unknown> {
  // The kubelet renews the token.
  const authorization = `Bearer ${readFileSync(`${account}/token`, 'utf8')}`;
  const headers = { authorization, 'content-type': 'application/json' };
  const ca = readFileSync(`${account}/ca.crt`);
  const address = { host, port, path, ca, agent: keepAlive };
  const { status, body: text } = await send({ ...address, method, headers, body }, 'the API server', 3);
  if (status >= 300) throw new Error(`the API server answered ${status}${reasonIn(text)}`);
  return JSON.parse(text);
}

function reasonIn(body: string): string {
  try {
    return `: ${(JSON.parse(body) as { message: string }).message}`;
  } catch {
    return '';
  }
}

/** A request to a server of the cluster: by TLS if it has an authority to trust. */
export interface Request extends RequestOptions {
  readonly body?: object;
}

/** The answer to a request. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Sends a request, and resolves with its whole answer within the given time. `server` names the server in the error of a late one. */
export async function send({ body, ...options }: Request, server: string, seconds: number): Promise<Answer> {
  const signal = AbortSignal.timeout(seconds * 1000);
  const request = (options.ca ? httpsRequest : httpRequest)({ ...options, signal });
  // A connection that breaks off after the head of the answer fails the reading of its body as well.
  request.on('error', () => undefined);
  request.end(body && JSON.stringify(body));
  try {
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    let text = '';
    for await (const part of response.setEncoding('utf8')) text += part as string;
    return { status: response.statusCode ?? 0, body: text };
  } catch (error) {
    throw signal.aborted ? new Error(`${server} did not answer within ${seconds} s`) : error;
  }
}
