import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import { agentPaths } from '../contract';
import { AppliedStatefulSet } from '../http/api-server';
import { pause } from '../pause';
import { contentType } from './exposition';
import { Report } from './report';

const drainSeconds = 40;

/** The parts of an agent that its server shows. */
export interface Served {
  readonly port: number;
  readonly ordinal: number;
  readonly report: Report;
  readonly metrics: { text(): Promise<string> };
  readonly readStatefulSet: () => Promise<AppliedStatefulSet>;
}

/** Serves the kubelet's probes, mongod's preStop hook, `/status` for people and `/metrics` for Prometheus. */
export function serve({ port, metrics, ...parts }: Served): Server {
  const { report } = parts;
  const answers: Readonly<Record<string, () => unknown>> = {
    [agentPaths.ready]: () => report.ready,
    [agentPaths.alive]: () => report.alive,
    [agentPaths.drain]: () => drain(parts),
    '/status': () => report.status,
  };

  const answer = async ({ method, url = '' }: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (method === 'GET' && url === agentPaths.metrics) {
      const text = await metrics.text();
      response.writeHead(200, { 'Content-Type': contentType }).end(text);
      return;
    }
    const found = method === 'GET' ? answers[url] : undefined;
    const body = await found?.();
    json(response, found === undefined ? 404 : body === false ? 503 : 200, body ?? null);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      json(response, 500, { error: String(error) });
    });
  });
  return server.listen(port);
}

/**
 * Waits until a member that is scaled away has left the configuration. It changes nothing, and returns at once for a member that stays,
 * so that any caller may call it. A set that is scaled to nothing keeps its configuration. `seconds` limits the API server.
 */
export async function drain(
  { ordinal, report, readStatefulSet }: Pick<Served, 'ordinal' | 'report' | 'readStatefulSet'>,
  seconds = 10,
): Promise<'stays' | 'left' | 'gave up'> {
  const replicas = await replicasWithin(seconds, readStatefulSet);
  if (replicas === undefined || replicas === 0 || ordinal < replicas) return 'stays';
  const end = performance.now() + drainSeconds * 1000;
  while (!report.left && performance.now() < end) await pause(0.2);
  return report.left ? 'left' : 'gave up';
}

/** A single failure must not end a member that is to leave first: those that stay might lose their majority with it. */
async function replicasWithin(
  seconds: number,
  readStatefulSet: Served['readStatefulSet'],
): Promise<number | undefined> {
  for (const end = performance.now() + seconds * 1000; ;) {
    const found = await readStatefulSet().catch(() => undefined);
    if (found !== undefined || performance.now() >= end) return found?.replicas;
    await pause(0.5);
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(`${JSON.stringify(body)}\n`);
}
