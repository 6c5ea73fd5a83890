import { TlsScenario } from './tls';

/** The searches over the modes of TLS: the way on and the way back of docs/mongo-operations.md, and certificates. */
export const tlsScenarios: readonly TlsScenario[] = [
  { name: 'TLS on and off', plan: ['off', 'prefer', 'require', 'prefer', 'allow', 'off'], faults: 1 },
  {
    name: 'a certificate of another authority',
    plan: ['prefer'],
    faults: 1,
    pods: {
      0: { mode: 'allow' },
      1: { mode: 'allow', isTrusted: false, secret: 'new' },
      2: { mode: 'allow', secret: 'refused' },
    },
  },
];
