import { createServer, Server } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { agentPaths } from '../contract';
import { AppliedStatefulSet } from '../http/api-server';
import { contentType } from './exposition';
import { Report } from './report';

const drainSeconds = 40;

/** The parts of an agent that its server shows. */
export interface Served {
  readonly port: number;
  readonly ordinal: number;
  readonly report: Report;
  readonly metrics: () => Promise<string>;
  readonly readStatefulSet: () => Promise<AppliedStatefulSet>;
}

/** Serves the kubelet's probes, mongod's preStop hook, `/status` for people and `/metrics` for Prometheus. */
export function serve({ port, metrics, ...parts }: Served): Server {
  const { report } = parts;
  const answers: Readonly<Record<string, () => unknown>> = {
    [agentPaths.ready]: () => report.ready,
    [agentPaths.alive]: () => report.alive,
    [agentPaths.drain]: () => drain(parts),
    [agentPaths.metrics]: metrics,
    '/status': () => report.status,
  };

  return createServer(({ method, url = '' }, response) => {
    const end = (status: number, body: unknown) => {
      const isText = status === 200 && url === agentPaths.metrics;
      response.writeHead(status, { 'Content-Type': isText ? contentType : 'application/json' });
      response.end(isText ? body : JSON.stringify(body) + '\n');
    };
    const answer = async () => {
      const found = method === 'GET' ? answers[url] : undefined;
      const body = (await found?.()) ?? null;
      end(!found ? 404 : body === false ? 503 : 200, body);
    };
    answer().catch((error: unknown) => {
      end(500, { error: String(error) });
    });
  }).listen(port);
}

/**
 * Waits until a member that is scaled away has left the configuration. It changes nothing, and returns at once for a member that stays,
 * so that any caller may call it. A set that is scaled to nothing keeps its configuration. `seconds` limits the API server.
 */
export async function drain(
  { ordinal, report, readStatefulSet }: Pick<Served, 'ordinal' | 'report' | 'readStatefulSet'>,
  seconds = 10,
): Promise<'stays' | 'left' | 'gave up'> {
  const limit = process.uptime() + seconds;
  let found = await readStatefulSet().catch(() => undefined);
  // A single failure must not end a member that is to leave first: those that stay might lose their majority with it.
  while (!found && process.uptime() < limit) {
    await pause(500);
    found = await readStatefulSet().catch(() => undefined);
  }
  if (!found?.replicas || ordinal < found.replicas) return 'stays';
  const end = process.uptime() + drainSeconds;
  while (!report.left && process.uptime() < end) await pause(200);
  return report.left ? 'left' : 'gave up';
}
