import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyObjects, nodeImage } from './fixtures/backends';
import { kubectl } from './kubectl';
import { endNamespace, namespaceEnd } from './namespaces';

/** The namespace of the load generator's pod. */
export const loadNamespace = 'backend-load';

/** Requests to one URL at a fixed rate, on connections that are kept, or with 0 on a new connection each. */
export interface Load {
  readonly name: string;
  readonly url: string;
  readonly perSecond: number;
  readonly connections: number;
  /** How long a request may take before it counts as failed. */
  readonly timeoutSeconds: number;
  /** The bearer token. @default - none */
  readonly key?: string;
  /** The body of a POST, which is to be answered with 201; each request has another number in the place of `{n}`. @default - a GET */
  readonly body?: string;
}

export interface LoadResult {
  readonly requests: number;
  readonly failed: number;
  /** Each failure with its time in seconds since the start. */
  readonly failures: readonly { readonly at: number; readonly error: string }[];
  readonly seconds: number;
  /** The longest time without any good answer. */
  readonly longestGapMilliseconds: number;
  readonly latencyMilliseconds: { readonly median: number; readonly p99: number; readonly most: number };
}

export type LoadResults = Readonly<Record<string, LoadResult>>;

/** Starts the pod that the load comes from, and gives the name of its node. */
export async function startLoadPod(): Promise<string> {
  await namespaceEnd(loadNamespace);
  await applyObjects([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: loadNamespace } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'load', namespace: loadNamespace },
      data: { 'load-generator.js': readFileSync(join(__dirname, 'fixtures/load-generator.js'), 'utf8') },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'load', namespace: loadNamespace },
      spec: {
        terminationGracePeriodSeconds: 0,
        containers: [
          {
            name: 'load',
            image: nodeImage,
            command: ['node', '/srv/app/load-generator.js'],
            readinessProbe: { tcpSocket: { port: 9000 }, periodSeconds: 1 },
            resources: { requests: { cpu: '300m', memory: '128Mi' } },
            volumeMounts: [{ name: 'program', mountPath: '/srv/app' }],
          },
        ],
        volumes: [{ name: 'program', configMap: { name: 'load' } }],
      },
    },
  ]);
  await kubectl(`-n ${loadNamespace} wait --for=condition=Ready pod/load --timeout=120s`, { seconds: 130 });
  return kubectl(`-n ${loadNamespace} get pod load -o jsonpath={.spec.nodeName}`);
}

/** Begins to delete the load generator and its namespace. */
export async function stopLoadPod(): Promise<void> {
  await endNamespace(loadNamespace);
}

/** A service's requests, half of them on kept connections, half on new ones; named after the first part of the host's name. */
export function bothWays(url: string, perSecond: number, timeoutSeconds = 10): readonly Load[] {
  const [name = ''] = new URL(url).hostname.split('.');
  return [
    { name: `${name}, kept connections`, url, perSecond: perSecond / 2, connections: 20, timeoutSeconds },
    { name: `${name}, new connections`, url, perSecond: perSecond / 2, connections: 0, timeoutSeconds },
  ];
}

/** Sends the loads for as long as `body` takes, and a second before and after it. */
export async function underLoad(loads: readonly Load[], body: () => Promise<void>): Promise<LoadResults> {
  let results: LoadResults;
  const run = await control('start', loads);
  try {
    await seconds(1);
    await body();
    await seconds(1);
  } finally {
    results = JSON.parse(await control(`stop/${run}`, [])) as LoadResults;
  }
  return results;
}

/** Prints a row of the table in docs/backend-resilience.md for each load. */
export function printRows(scenario: string, results: LoadResults): void {
  for (const [name, { requests, failed, failures, longestGapMilliseconds, latencyMilliseconds }] of Object.entries(
    results,
  )) {
    const { median, p99, most } = latencyMilliseconds;
    const gap = (longestGapMilliseconds / 1000).toFixed(2);
    process.stdout.write(
      `| ${scenario} | ${name} | ${requests} | ${failed} | ${gap} s | ${median}/${p99}/${most} ms | ${errorCounts(failures)} |\n`,
    );
  }
}

/** The failures of loads by what went wrong, with the times of the first and the last; empty without any. */
export function failuresOf(results: LoadResults): string[] {
  return Object.entries(results).flatMap(([name, { failures }]) =>
    failures.length === 0 ? [] : [`${name}: ${errorCounts(failures)}`],
  );
}

/** Speaks to the load generator through the API server, in requests so short that a lost node does not matter to them. */
function control(command: string, body: readonly Load[]): Promise<string> {
  const path = `/api/v1/namespaces/${loadNamespace}/pods/load:9000/proxy/${command}`;
  return kubectl(`create --raw ${path} -f -`, { input: JSON.stringify(body) });
}

function errorCounts(failures: LoadResult['failures']): string {
  const errors = [...new Set(failures.map(({ error }) => error))];
  return errors
    .map((error) => {
      const times = failures.filter((failure) => failure.error === error).map(({ at }) => at.toFixed(1));
      return `${times.length} × ${error} (${times[0] ?? ''}–${times.at(-1) ?? ''} s)`;
    })
    .join(', ');
}

function seconds(count: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, count * 1000));
}
