import { readFileSync } from 'node:fs';
import { TlsSettings } from '../contract';
import { givenCertificate, isServed, servedFiles } from '../files/certificate-files';
import { Connections } from '../mongod/connections';
import { handshake } from '../mongod/handshake';
import { memberName } from '../mongod/hosts';
import { TlsAnswer, TlsState } from '../observation';

/** Observes the certificate in the Secret, and the members' TLS as long as mongod is to speak it and does not. */
export async function observeTls(
  connections: Connections,
  ordinal: number,
  members: readonly { readonly host: string }[],
): Promise<TlsState | undefined> {
  const { settings } = connections;
  const { tls } = settings;
  if (tls === undefined) return undefined;
  const answers = (await isToSpeakTls(connections)) ? { answers: await answersOf(members, tls) } : {};
  const given = givenCertificate(tls, memberName(settings, ordinal));
  if ('problem' in given) return { certificate: 'refused', problem: given.problem, ...answers };
  return { certificate: isServed(tls, given) ? 'served' : 'new', ...answers };
}

async function isToSpeakTls(connections: Connections): Promise<boolean> {
  if (connections.settings.tls?.mode !== 'prefer') return false;
  try {
    const { tlsMode } = (await connections.local({ getParameter: 1, tlsMode: 1 })) as { tlsMode: string };
    return tlsMode === 'allowTLS';
  } catch {
    return false;
  }
}

async function answersOf(
  members: readonly { readonly host: string }[],
  tls: TlsSettings,
): Promise<Record<string, TlsAnswer>> {
  const authority = readFileSync(servedFiles(tls).authority);
  return Object.fromEntries(
    await Promise.all(members.map(async ({ host }) => [host, await handshake(host, authority)] as const)),
  );
}
