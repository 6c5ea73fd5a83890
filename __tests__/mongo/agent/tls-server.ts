import { AddressInfo, createServer, Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Issued } from '../../certificate-authority';

const servers: Server[] = [];

/** A server on loopback that speaks TLS and nothing else; its host and port. */
export function tlsServer({ certificate, key }: Issued): Promise<string> {
  return listening(createTlsServer({ cert: certificate, key }).on('tlsClientError', () => undefined));
}

/** A server on loopback that ends whatever speaks TLS, as a mongod without TLS does. */
export function plainServer(): Promise<string> {
  return listening(createServer((socket) => socket.once('data', () => socket.resetAndDestroy())));
}

/** Ends them all. */
export async function closeServers(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
}

function listening(server: Server): Promise<string> {
  servers.push(server);
  return new Promise((resolve) => {
    server.listen(0, 'localhost', () => {
      resolve(`localhost:${(server.address() as AddressInfo).port}`);
    });
  });
}
