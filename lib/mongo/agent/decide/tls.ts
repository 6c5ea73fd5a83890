import { Action, Observation, TlsAnswer } from '../observation';
import { wait } from './actions';

/**
 * Returns the action on the certificate and on TLS between the members. A mongod without TLS does not understand one that speaks it, so
 * mongod begins to once a majority answers by TLS and no other host answers otherwise. A silent host is not waited for: if the others
 * require TLS, a mongod without is cut off from them.
 */
export function tlsAction({ tls }: Pick<Observation, 'tls'>): Action | undefined {
  if (tls === undefined) return undefined;
  const { certificate, problem, answers = {} } = tls;
  if (certificate === 'new') return { kind: 'renew certificate' };
  const all = Object.entries(answers);
  const good = all.filter(([, answer]) => answer === 'tls').length;
  const known = all.every(([, answer]) => answer === 'tls' || answer === 'silent');
  if (known && 2 * good > all.length) return { kind: 'raise TLS' };
  const obstacles = all.flatMap(([host, answer]) => tlsObstacle(host, answer));
  const reasons = [...(problem === undefined ? [] : [`a valid certificate in the Secret (${problem})`]), ...obstacles];
  return reasons.length > 0 ? wait('tls', ...reasons) : undefined;
}

function tlsObstacle(host: string, answer: TlsAnswer): string[] {
  switch (answer) {
    case 'tls':
      return [];
    case 'untrusted':
      return [`${host} to have a certificate that ca.crt signed`];
    case 'plain':
      return [`${host} to accept TLS`];
    case 'silent':
      return [`${host} to answer`];
  }
}
