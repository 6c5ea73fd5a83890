import { createSocket, Socket } from 'node:dgram';
import { once } from 'node:events';
import { dnsProblem, problemOf } from '../../../../lib/mongo/agent/observe/dns';
import { observation } from '../observation';
import { settings } from '../set';

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

/** Starts a server that answers each question with this code, or not at all, and gives its address. */
async function server(code?: number): Promise<string> {
  const socket = createSocket('udp4');
  sockets.push(socket);
  socket.on('message', (question, { port, address }) => {
    if (code === undefined) return;
    const answer = Buffer.from(question);
    answer[2] = 0x81;
    answer[3] = 0x80 | code;
    socket.send(answer, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return `127.0.0.1:${socket.address().port}`;
}

test.each([
  ['does not answer', undefined, 'ETIMEOUT'],
  ['fails', 2, 'ESERVFAIL'],
  ['refuses', 5, 'EREFUSED'],
  ['knows no such name, as that of a pod that is not there,', 3, undefined],
  ['knows no address of that name', 0, undefined],
])('gives, of a server that %s, the reason', async (_, code, problem) => {
  expect(await problemOf('mongo-1.mongo.shop.svc.cluster.local', [await server(code)])).toBe(problem);
});

test('asks nothing while all members are reachable', async () => {
  expect(await dnsProblem(settings(), observation())).toBeUndefined();
});
