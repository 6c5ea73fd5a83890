import { kubectl, run } from './kubectl';
import { endNamespace, namespaceEnd } from './namespaces';

/** The namespace of the client. */
export const clientNamespace = 'user-admin-e2e';

export interface Answer {
  readonly status: number;
  readonly pod: string | null;
  readonly location: string | null;
  readonly body: unknown;
}

export interface Request {
  readonly url: string;
  /** The Host header and the TLS server name. @default - the host of the URL */
  readonly host?: string;
  /** The authority whose certificates are good. @default - any certificate is */
  readonly authority?: string;
  readonly key?: string;
  readonly post?: unknown;
  /** True for a call of gRPC, by HTTP/2 without TLS. The body is that of the answer's messages. @default false */
  readonly grpc?: boolean;
}

// Calls of gRPC are HTTP/2 with trailers, here without messages.
const grpcProgram = `
const call = ({ url, host = new URL(url).host }) => new Promise((resolve, reject) => {
  const session = require('node:http2').connect(new URL(url).origin).on('error', reject);
  const headers = { ':method': 'POST', ':path': new URL(url).pathname, ':authority': host, 'content-type': 'application/grpc', te: 'trailers' };
  const stream = session.request(headers).on('error', reject);
  let status, text = '';
  stream.setTimeout(5000, () => stream.destroy(new Error('no answer in 5 s from ' + url)));
  stream.on('response', (head) => (status = Number(head[':status'])));
  stream.on('data', (part) => (text += part));
  stream.on('end', () => { session.close(); resolve({ status, pod: null, location: null, body: text }); });
  stream.end();
});
`;

// Each request on a connection of its own, so that every one of them may reach another pod.
const program = `${grpcProgram}
const ask = ({ url, host = new URL(url).host, authority: ca, key, post }) => new Promise((resolve, reject) => {
  const headers = { host, ...(key && { authorization: 'Bearer ' + key }), ...(post && { 'content-type': 'application/json' }) };
  const tls = url.startsWith('https:') ? { servername: host, ca, rejectUnauthorized: ca !== undefined } : {};
  const { request: send } = require(url.startsWith('https:') ? 'node:https' : 'node:http');
  const request = send(url, { agent: false, timeout: 5000, headers, ...tls, method: post ? 'POST' : 'GET' }, (response) => {
    let text = '';
    response.on('data', (part) => (text += part));
    response.on('end', () => {
      let body = text;
      try { body = JSON.parse(text); } catch {}
      const { 'x-pod': pod = null, location = null } = response.headers;
      resolve({ status: response.statusCode, pod, location, body });
    });
  });
  request.on('timeout', () => request.destroy(new Error('no answer in 5 s from ' + url)));
  request.on('error', reject);
  request.end(post && JSON.stringify(post));
});
let input = '';
process.stdin.on('data', (part) => (input += part));
process.stdin.on('end', async () => {
  const answers = [];
  for (const request of JSON.parse(input)) answers.push(await (request.grpc ? call : ask)(request));
  console.log(JSON.stringify(answers));
});
`;

/** A pod of a namespace of its own that speaks HTTP for the tests: addresses of the cluster need not answer on this machine. */
export async function startClient(): Promise<void> {
  const image = process.env['NODE_IMAGE'] ?? 'docker.io/library/node:20-slim';
  const objects = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: clientNamespace } },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'client', namespace: clientNamespace },
      spec: {
        terminationGracePeriodSeconds: 0,
        containers: [{ name: 'client', image, command: ['node', '-e', 'setInterval(() => {}, 1e6)'] }],
      },
    },
  ];
  await namespaceEnd(clientNamespace);
  await kubectl('apply -f -', { input: objects.map((object) => JSON.stringify(object)).join('\n---\n') });
  await kubectl(`-n ${clientNamespace} wait --for=condition=Ready pod/client --timeout=120s`, { seconds: 130 });
}

/** Begins to delete the client and its namespace. */
export async function stopClient(): Promise<void> {
  await endNamespace(clientNamespace);
}

/** Sends the requests one after another from inside the cluster. What they carry goes by standard input, not by arguments. */
export async function ask(...requests: readonly Request[]): Promise<readonly Answer[]> {
  const command = ['-n', clientNamespace, 'exec', '-i', 'client', '--', 'node', '-e', program];
  const result = await run('kubectl', command, { input: JSON.stringify(requests) });
  if (result.code !== 0) throw new Error(`no answer to ${requests.map(({ url }) => url).join(', ')}: ${result.stderr}`);
  return JSON.parse(result.stdout) as Answer[];
}
