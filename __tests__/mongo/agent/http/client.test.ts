import { once } from 'node:events';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { send } from '../../../../lib/mongo/agent/http/client';

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
