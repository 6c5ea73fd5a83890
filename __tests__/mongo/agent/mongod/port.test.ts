import { once } from 'node:events';
import { AddressInfo, createServer } from 'node:net';
import { probePort } from '../../../../lib/mongo/agent/mongod/port';

test('tells an open port from one at which nothing listens', async () => {
  const server = createServer((socket) => socket.destroy());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const open = await probePort(`127.0.0.1:${port}`, 1);
  server.close();
  await once(server, 'close');
  expect([open, await probePort(`127.0.0.1:${port}`, 1)]).toEqual(['open', 'closed']);
});

test('waits no longer than it may for a host that does not answer', async () => {
  // The documentation's addresses lead nowhere; where the network refuses them at once, they are closed.
  expect(['silent', 'closed']).toContain(await probePort('192.0.2.1:27017', 0.05));
});
