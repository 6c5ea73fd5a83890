import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ApiServer, call, send, statefulSetOf } from '../../../../lib/mongo/agent/http/api-server';
import { temporaryDirectory } from '../../../temporary-directory';
import { apiServer } from '../api-server';

const set = { namespace: 'shop', name: 'mongo' };
const path = '/apis/apps/v1/namespaces/shop/statefulsets/mongo';
const asked: { method?: string; url?: string; authorization?: string; body: string }[] = [];
let answer: (response: ServerResponse) => void;
let server: Awaited<ReturnType<typeof apiServer>>;

beforeAll(async () => {
  server = await apiServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += String(part)));
    request.on('end', () => {
      const { method, url, headers } = request;
      asked.push({ method, url, authorization: headers.authorization, body });
      answer(response);
    });
  });
});

afterAll(() => {
  server.close();
});

beforeEach(() => {
  asked.length = 0;
  answer = (response) => response.end('{"spec":{"replicas":3}}');
});

test('asks for its one StatefulSet, with the token that the kubelet has renewed meanwhile', async () => {
  expect(await statefulSetOf(set, server)).toEqual({ replicas: 3, isRolledOut: false });
  writeFileSync(join(server.account, 'token'), 'second');
  expect(await statefulSetOf(set, server)).toEqual({ replicas: 3, isRolledOut: false });
  expect(asked).toEqual([
    { method: 'GET', url: path, authorization: 'Bearer first', body: '' },
    { method: 'GET', url: path, authorization: 'Bearer second', body: '' },
  ]);
});

test('reads the revision of the topology that the StatefulSet was applied with', async () => {
  const annotations = { 'cdk8s-backend/topology': 'current' };
  answer = (response) => response.end(JSON.stringify({ metadata: { annotations }, spec: { replicas: 5 } }));
  expect(await statefulSetOf(set, server)).toMatchObject({ replicas: 5, revision: 'current' });
});

const rolledOut = { observedGeneration: 2, readyReplicas: 3, updatedReplicas: 3 };

test.each([
  ['whose pods are all ready and of its newest revision', true, rolledOut],
  ['with a pod that is not ready', false, { ...rolledOut, readyReplicas: 2 }],
  ['with a pod of an older revision', false, { ...rolledOut, updatedReplicas: 2 }],
  ['that its controller has not seen yet', false, { ...rolledOut, observedGeneration: 1 }],
  ['without a status', false, undefined],
])('calls a StatefulSet %s rolled out: %s', async (_, isRolledOut, status) => {
  answer = (response) => response.end(JSON.stringify({ metadata: { generation: 2 }, spec: { replicas: 3 }, status }));
  expect(await statefulSetOf(set, server)).toMatchObject({ isRolledOut });
});

test('sends an object, and returns that of the API server', async () => {
  answer = (response) => response.writeHead(201).end('{"kind":"Made"}');
  expect(await call('POST', '/apis/a', { kind: 'Wanted' }, server)).toEqual({ kind: 'Made' });
  expect(asked[0]).toMatchObject({ method: 'POST', body: '{"kind":"Wanted"}' });
});

const forbidden = '{"message":"statefulsets.apps \\"mongo\\" is forbidden"}';

test.each<[string, (response: ServerResponse) => void, string]>([
  [
    'a refusal',
    (response) => response.writeHead(403).end(forbidden),
    'the API server answered 403: statefulsets.apps "mongo" is forbidden',
  ],
  ['a refusal without a reason', (response) => response.writeHead(502).end('<html>'), 'the API server answered 502'],
  ['what is no object', (response) => response.end('<html>'), `Unexpected token '<', "<html>" is not valid JSON`],
  ['an answer that breaks off', (response) => response.write('{"spec"', () => response.destroy()), 'aborted'],
  ['a connection that breaks off', (response) => response.destroy(), 'socket hang up'],
])('takes %s for no number of replicas, and says why', async (_, given, reason) => {
  answer = given;
  await expect(statefulSetOf(set, server)).rejects.toThrow(reason);
});

test('waits 3 seconds for an answer, and not for its pieces', async () => {
  answer = (response) => {
    const drip = setInterval(() => response.write(' '), 500);
    response.on('close', () => {
      clearInterval(drip);
    });
  };
  await expect(call('GET', path, undefined, server)).rejects.toThrow('the API server did not answer within 3 s');
});

test.each<[string, string, () => Partial<ApiServer> | Promise<Partial<ApiServer>>]>([
  ['nobody answers', 'connect ECONNREFUSED', async () => ({ port: (await closed()).port })],
  [
    'another than the cluster’s own API server answers',
    'self-signed certificate',
    async () => ({ account: (await closed()).account }),
  ],
  ['the pod has no token', 'ENOENT', () => ({ account: without('token') })],
  ['the pod has no certificate of the API server', 'ENOENT', () => ({ account: without('ca.crt') })],
])('knows no number of replicas when %s (%s)', async (_, reason, given) => {
  await expect(statefulSetOf(set, { ...server, ...(await given()) })).rejects.toThrow(reason);
  expect(asked).toEqual([]);
});

/** An API server that is gone. */
async function closed(): Promise<ApiServer> {
  const other = await apiServer(() => undefined);
  other.close();
  return other;
}

/** The files of the pod, but for one. */
function without(file: 'token' | 'ca.crt'): string {
  const files = ['token', 'ca.crt'].filter((name) => name !== file);
  const texts = files.map((name) => [name, readFileSync(join(server.account, name), 'utf8')]);
  return temporaryDirectory(Object.fromEntries(texts) as Record<string, string>);
}

async function sent(answer: (request: IncomingMessage, response: ServerResponse) => void, body?: object, seconds = 3) {
  const server = createServer(answer);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const request = {
    protocol: 'http:',
    method: 'POST',
    host: '127.0.0.1',
    port,
    path: '/path',
    agent: false,
    body,
  } as const;
  return send(request, 'the server', seconds).finally(() => {
    server.closeAllConnections();
    server.close();
  });
}

test('sends an object as JSON, and returns the status and the whole body', async () => {
  const echo = ({ url }: IncomingMessage, response: ServerResponse) => response.writeHead(201).write(`${url ?? ''} `);
  const answer = await sent(
    (request, response) => {
      echo(request, response);
      request.pipe(response);
    },
    { kind: 'Made' },
  );
  expect(answer).toEqual({ status: 201, body: '/path {"kind":"Made"}' });
});

test('names the server that did not answer in time', async () => {
  await expect(sent(() => undefined, {}, 0.05)).rejects.toThrow('the server did not answer within 0.05 s');
});

test('fails when the connection breaks off', async () => {
  await expect(sent((_, response) => response.destroy())).rejects.toThrow('socket hang up');
});
