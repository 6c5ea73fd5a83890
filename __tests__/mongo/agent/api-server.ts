import { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { AddressInfo } from 'node:net';
import { ApiServer } from '../../../lib/mongo/agent/http/api-server';
import { certificate } from '../../commands/seal/certificate';
import { temporaryDirectory } from '../../temporary-directory';

/** An API server on loopback, with a certificate of its own, and the files that a pod has of it. */
export async function apiServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<ApiServer & { readonly close: () => void }> {
  const { pem, privateKey } = certificate({ type: 'ec', address: '127.0.0.1' });
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' });
  const server = createServer({ cert: pem, key }, answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: '127.0.0.1',
    port: String(port),
    account: temporaryDirectory({ 'ca.crt': pem, token: 'first' }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
