import fc from 'fast-check';
import { wait } from '../../../../lib/mongo/agent/decide/actions';
import { tlsAction } from '../../../../lib/mongo/agent/decide/tls';
import { TlsAnswer, TlsState } from '../../../../lib/mongo/agent/observation';

const seen = (...answers: readonly TlsAnswer[]): TlsState => ({
  certificate: 'served',
  answers: Object.fromEntries(answers.map((answer, ordinal) => [`host-${ordinal}`, answer])),
});
const raised = { kind: 'raise TLS' };

test.each<[string, TlsState | undefined, object | undefined]>([
  ['does nothing in a set without TLS', undefined, undefined],
  ['is idle while mongod serves the certificate', { certificate: 'served' }, undefined],
  ['brings a new certificate', { certificate: 'new' }, { kind: 'renew certificate' }],
  [
    'brings a new certificate before all else',
    { ...seen('plain', 'tls'), certificate: 'new' },
    { kind: 'renew certificate' },
  ],
  [
    'says what is wrong with a certificate',
    { certificate: 'refused', problem: 'tls.crt ended' },
    wait('tls', 'a valid certificate in the Secret (tls.crt ended)'),
  ],
  ['has mongod speak TLS once all members do', seen('tls', 'tls', 'tls'), raised],
  ['has a single mongod speak TLS', seen('tls'), raised],
  ['does not wait for a member that is away', seen('tls', 'tls', 'silent'), raised],
  ['waits for a majority', seen('tls', 'silent', 'silent'), wait('tls', 'host-1 to answer', 'host-2 to answer')],
  [
    'waits for a member without TLS, however many have it',
    seen('tls', 'plain', 'tls'),
    wait('tls', 'host-1 to accept TLS'),
  ],
  [
    'waits for a member that would be refused',
    seen('tls', 'tls', 'untrusted'),
    wait('tls', 'host-2 to have a certificate that ca.crt signed'),
  ],
  [
    'names all that it waits for',
    { ...seen('tls', 'plain'), certificate: 'refused', problem: 'tls.crt ended' },
    wait('tls', 'a valid certificate in the Secret (tls.crt ended)', 'host-1 to accept TLS'),
  ],
  ['has nobody to ask in a set that is none yet', seen(), undefined],
])('%s', (_, tls, action) => {
  expect(tlsAction({ tls })).toEqual(action);
});

test('never speaks TLS to a member that answers otherwise, or to a minority', () => {
  const answer = fc.constantFrom<TlsAnswer>('tls', 'untrusted', 'plain', 'silent');
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 9 }), (answers) => {
      const isRaised = tlsAction({ tls: seen(...answers) })?.kind === 'raise TLS';
      const count = (wanted: TlsAnswer) => answers.filter((given) => given === wanted).length;
      expect(isRaised).toBe(count('plain') + count('untrusted') === 0 && count('tls') > count('silent'));
    }),
  );
});
