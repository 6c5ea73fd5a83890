import { AddressInfo, createServer } from 'node:net';
import { ask, bytesOf } from '../../../lib/commands/pin/registry-answer';
import { localRegistry } from './local-registry';

const write = 'see whether it can be reached from here, or give the digests as a list with --from';

test('returns the bytes of an answer', async () => {
  const { host } = await localRegistry({ manifests: { 'api:1': 'text' } });
  const headers = { accept: 'application/vnd.oci.image.index.v1+json' };
  expect(String(await bytesOf(await ask(`http://${host}/v2/api/manifests/1`, { headers })))).toBe('text');
});

test('names the server that ends before its answer, and the reason', async () => {
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nshort', () => socket.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answer = await ask(`http://${host}/`, {});
  await expect(bytesOf(answer)).rejects.toThrow(`1 finding:\n[${host}] does not answer: UND_ERR_SOCKET; ${write}`);
  await new Promise((resolve) => server.close(resolve));
  await expect(ask(`http://${host}/`, {})).rejects.toThrow(
    `1 finding:\n[${host}] does not answer: ECONNREFUSED; ${write}`,
  );
});

test('repeats nothing of a header that cannot be sent', async () => {
  const headers = { authorization: 'Bearer secret\nword' };
  await expect(ask('http://127.0.0.1:1/', { headers })).rejects.toThrow(
    `1 finding:\n[127.0.0.1:1] does not answer: the request failed; ${write}`,
  );
});
