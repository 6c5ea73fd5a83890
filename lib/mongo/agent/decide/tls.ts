import { Action, Observation } from '../observation';
import { wait } from './actions';

const obstacles = {
  untrusted: 'have a certificate that ca.crt signed',
  plain: 'accept TLS',
  silent: 'answer',
} as const;

/**
 * Returns the action on the certificate and on TLS between the members. A mongod without TLS does not understand one that speaks it, so
 * mongod begins to once a majority answers by TLS and no other host answers otherwise. A silent host is not waited for: if the others
 * require TLS, a mongod without is cut off from them.
 */
export function tlsAction({ tls }: Pick<Observation, 'tls'>): Action | undefined {
  if (!tls) return undefined;
  const { certificate, problem, answers = {} } = tls;
  if (certificate === 'new') return { kind: 'renew certificate' };
  const all = Object.entries(answers);
  const good = all.filter(([, answer]) => answer === 'tls').length;
  const known = all.every(([, answer]) => answer === 'tls' || answer === 'silent');
  if (known && 2 * good > all.length) return { kind: 'raise TLS' };
  const reasons = all.flatMap(([host, answer]) => (answer === 'tls' ? [] : [`${host} to ${obstacles[answer]}`]));
  if (problem) reasons.unshift(`a valid certificate in the Secret (${problem})`);
  return reasons.length > 0 ? wait('tls', ...reasons) : undefined;
}
