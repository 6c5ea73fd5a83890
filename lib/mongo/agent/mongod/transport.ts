import { readFileSync } from 'node:fs';
import { connect, Socket } from 'node:net';
import { connect as connectByTls } from 'node:tls';
import { AgentSettings } from '../contract';
import { servedAuthority } from '../files/certificate';
import { TlsAnswer } from '../observation';
import { localHost } from './hosts';

/**
 * Returns the options of a connection string by which the agent reaches a host: TLS, or, while the set does not require it, none for a
 * host that has no TLS yet. A host whose certificate is not trusted is reached by TLS, which fails.
 */
export async function transport(settings: AgentSettings, host: string): Promise<string> {
  const { tls } = settings;
  if (!tls) return '';
  // Nothing else answers there; and a mongod whose certificate ended has to be told of the next one.
  if (host === localHost(settings)) return '&tls=true&tlsAllowInvalidCertificates=true';
  const authority = servedAuthority(tls);
  if (tls.mode !== 'require' && (await handshake(host, readFileSync(authority))) === 'plain') return '';
  return `&tls=true&tlsCAFile=${encodeURIComponent(authority)}`;
}

/** Returns a host's answer to a client that speaks TLS and trusts the given authority, certificates in PEM. */
export function handshake(host: string, ca: Buffer): Promise<TlsAnswer> {
  const address = addressOf(host, 2);
  const socket = connectByTls({ ...address, servername: address.host, ca, rejectUnauthorized: false });
  let isOpen = false;
  socket.on('connect', () => (isOpen = true));
  return firstAnswer(socket, {
    secureConnect: () => (socket.authorized ? 'tls' : 'untrusted'),
    error: () => (isOpen ? 'plain' : 'silent'),
  });
}

/** Returns a port's answer to a TCP connection; `silent` if the port does not answer in the given time. */
export function probePort(host: string, seconds: number): Promise<'open' | 'closed' | 'silent'> {
  return firstAnswer(connect(addressOf(host, seconds)), { connect: () => 'open', error: () => 'closed' });
}

function addressOf(host: string, seconds: number): { host: string; port: number; timeout: number } {
  const colon = host.lastIndexOf(':');
  return { host: host.slice(0, colon), port: Number(host.slice(colon + 1)), timeout: seconds * 1000 };
}

/** Ends a connection with its first event, and returns the answer that the event is. */
function firstAnswer<Answer>(
  socket: Socket,
  answers: Readonly<Record<string, () => Answer>>,
): Promise<Answer | 'silent'> {
  return new Promise((resolve) => {
    for (const [event, answer] of Object.entries({ ...answers, timeout: () => 'silent' as const }))
      socket.on(event, () => {
        resolve(answer());
        socket.destroy();
      });
  });
}
