import { readFileSync } from 'node:fs';
import { AgentSettings } from '../contract';
import { servedFiles } from '../files/certificate-files';
import { handshake } from './handshake';
import { localHost } from './hosts';

/**
 * Returns the options of a connection string by which the agent reaches a host: TLS, or, while the set does not require it, none for a
 * host that has no TLS yet. A host whose certificate is not trusted is reached by TLS, which fails.
 */
export async function transport(settings: AgentSettings, host: string): Promise<string> {
  const { tls } = settings;
  if (tls === undefined) return '';
  // Nothing else answers there; and a mongod whose certificate ended has to be told of the next one.
  if (host === localHost(settings)) return '&tls=true&tlsAllowInvalidCertificates=true';
  const { authority } = servedFiles(tls);
  if (tls.mode !== 'require' && (await handshake(host, readFileSync(authority))) === 'plain') return '';
  return `&tls=true&tlsCAFile=${encodeURIComponent(authority)}`;
}
