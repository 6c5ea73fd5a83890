import { Round } from './fault-schedule';

/**
 * Rounds that found a fault once, or that show what is not promised. Every run of `mongo-random-faults` that has the time of CI begins with
 * them.
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

/** The rounds with a name, by which `FAULTS_ROUND` repeats them alone: the known ones, and those that show what a cluster or a driver does. */
export const namedRounds: Readonly<Record<string, Round>> = {
  ...knownRounds,
  // A secondary that copied from the primary needs a connection to the next one, and for that its name.
  'primary-deleted-without-dns': [
    { kind: 'deletePod', target: 'primary', after: 6_000, lasts: 0 },
    { kind: 'stopDns', target: 'primary', after: 5_200, lasts: 20_500 },
  ],
  // Both pods that end have members again before they have ended, and so take the majority with them.
  'scaled-down-and-up-without-dns': [
    { kind: 'scaleDown', target: 'primary', after: 5_600, lasts: 21_400 },
    { kind: 'noDns', target: 'primary', after: 8_700, lasts: 18_900 },
  ],
  // The next mongod on the node ends once, for that of the lost pod still has the lock of the data directory.
  'pod-lost-while-its-mongod-ends': [
    { kind: 'deafen', target: 'primary', after: 4_000, lasts: 9_700 },
    { kind: 'losePod', target: 'other secondary', after: 1_200, lasts: 0 },
  ],
};
