import { Round } from './fault-schedule';

/**
 * Rounds that found a fault once, or that show what is not promised, each with a name by which `FAULTS_ROUND` repeats it alone. Every run of
 * `mongo-random-faults` that has the time of CI begins with them.
 */
export const knownRounds: Readonly<Record<string, Round>> = {
  'agent-frozen-while-mongod-is-replaced': [
    { kind: 'freezeAgent', target: 'primary', after: 0, lasts: 28_000 },
    { kind: 'killMongod', target: 'primary', after: 3_000, lasts: 0 },
  ],
  // What the primary alone acknowledges before it steps down is rolled back.
  'primary-cut-off': [
    { kind: 'cut', target: 'primary', after: 0, lasts: 25_000 },
    { kind: 'killAgent', target: 'primary', after: 8_000, lasts: 0 },
  ],
};
