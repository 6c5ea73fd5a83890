import { connect } from 'node:tls';
import { TlsAnswer } from '../observation';

/** Returns a host's answer to a client that speaks TLS and trusts the given authority, certificates in PEM. */
export function handshake(host: string, authority: Buffer, timeout = 2000): Promise<TlsAnswer> {
  const { hostname, port } = new URL(`tls://${host}`);
  return new Promise((resolve) => {
    let isOpen = false;
    const socket = connect({
      host: hostname,
      port: Number(port),
      servername: hostname,
      ca: authority,
      rejectUnauthorized: false,
      timeout,
    });
    const end = (answer: TlsAnswer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => (isOpen = true));
    socket.on('secureConnect', () => {
      end(socket.authorized ? 'tls' : 'untrusted');
    });
    socket.on('timeout', () => {
      end('silent');
    });
    socket.on('error', () => {
      end(isOpen ? 'plain' : 'silent');
    });
  });
}
