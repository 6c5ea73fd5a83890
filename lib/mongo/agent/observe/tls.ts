import { readFileSync } from 'node:fs';
import { TlsSettings } from '../contract';
import { givenCertificate, isServed, servedAuthority, unnamedHosts } from '../files/certificate';
import { Connections } from '../mongod/connections';
import { memberName } from '../mongod/hosts';
import { handshake } from '../mongod/transport';
import { TlsAnswer, TlsState } from '../observation';

type Members = readonly { readonly host: string }[];

/** Observes the certificate in the Secret, also for the hosts outside of the cluster, and the members' TLS as long as mongod is to speak it and does not. */
export async function observeTls(
  mongods: Connections,
  ordinal: number,
  members: Members,
  outside: readonly string[] = [],
): Promise<TlsState | undefined> {
  const { settings } = mongods;
  const { tls } = settings;
  if (!tls) return undefined;
  const mode = tls.mode === 'prefer' ? await modeOf(mongods) : undefined;
  const answers = mode === 'allowTLS' ? await answersOf(members, tls) : undefined;
  const given = givenCertificate(tls, memberName(settings, ordinal));
  if ('problem' in given) return { certificate: 'refused', problem: given.problem, answers };
  const unnamed = unnamedHosts(given, outside);
  return {
    certificate: isServed(tls, given) ? 'served' : 'new',
    answers,
    ...(unnamed.length > 0 ? { unnamed } : {}),
  };
}

/** Returns undefined if mongod does not answer. */
async function modeOf(mongods: Connections): Promise<string | undefined> {
  const answer = await mongods.local({ getParameter: 1, tlsMode: 1 }).catch(() => ({}));
  return (answer as { tlsMode?: string }).tlsMode;
}

async function answersOf(members: Members, tls: TlsSettings): Promise<Record<string, TlsAnswer>> {
  const authority = readFileSync(servedAuthority(tls));
  const answers = members.map(async ({ host }) => [host, await handshake(host, authority)] as const);
  return Object.fromEntries(await Promise.all(answers));
}
