import { Agent, createServer, get, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { drain } from '../../demo/backend/drain';

describe('drain', () => {
  test('finishes the request in flight and then accepts no more', async () => {
    const { server, arrived } = await listening();
    const answered = status(server);
    const response = await arrived;
    const drained = drain(server, { lingerMilliseconds: 0, graceMilliseconds: 10_000 });
    response.end();
    expect(await answered).toBe(200);
    await drained;
    await expect(status(server)).rejects.toThrow();
  });

  test('cuts a request that does not end within the grace', async () => {
    const { server, arrived } = await listening();
    const answered = status(server);
    await arrived;
    const [result] = await Promise.allSettled([
      answered,
      drain(server, { lingerMilliseconds: 0, graceMilliseconds: 10 }),
    ]);
    expect(result.status).toBe('rejected');
  });
});

async function listening(): Promise<{ server: Server; arrived: Promise<ServerResponse> }> {
  const server = createServer();
  const arrived = new Promise<ServerResponse>((resolve) =>
    server.once('request', (_, response) => {
      resolve(response);
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port.set(server, (server.address() as AddressInfo).port);
  return { server, arrived };
}

const port = new WeakMap<Server, number>();

function status(server: Server): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const agent = new Agent({ keepAlive: false });
    get({ port: port.get(server), host: '127.0.0.1', agent }, (response) => {
      response.resume().once('end', () => {
        resolve(response.statusCode);
      });
    }).once('error', reject);
  });
}
