import { faultRound, whyIllegal } from '../../../e2e/random-faults/fault-schedule';
import { knownRounds, namedRounds } from '../../../e2e/random-faults/known-rounds';
import { PlannedRound, plannedRounds } from '../../../e2e/random-faults/planned-rounds';
import { runSettings } from '../../../e2e/random-faults/run-settings';

// As many as begin within ten minutes on a machine of two cores that does nothing else.
const roundsOfCi = 15;

function firstRounds(
  env: Readonly<Record<string, string>>,
  tier: 0 | 1 = 0,
  count = 2 + Object.keys(knownRounds).length,
) {
  const settings = runSettings(env, true, tier);
  const rounds: PlannedRound[] = [];
  for (const planned of plannedRounds(settings)) {
    rounds.push(planned);
    if (rounds.length === count) break;
  }
  return { settings, rounds };
}

describe('plannedRounds', () => {
  test('has the rounds of the seed in their order', () => {
    const { settings, rounds } = firstRounds({ FAULTS_SEED: '9', FAULTS_FROM: '4' });
    expect(rounds.slice(0, 2)).toEqual([
      { title: 'seed 9, round 4', round: faultRound(9, 4, settings.kinds) },
      { title: 'seed 9, round 5', round: faultRound(9, 5, settings.kinds) },
    ]);
  });

  test('begins with the known rounds where there is the time of CI', () => {
    const titles = firstRounds({}, 1).rounds.map(({ title }) => title);
    expect(titles).toEqual([...Object.keys(knownRounds), 'seed 1756240, round 0', 'seed 1756240, round 1']);
  });

  test('has every kind of fault in the first rounds of CI, but those that CI has no volumes for', () => {
    const { settings, rounds } = firstRounds({}, 1, roundsOfCi);
    const kinds = new Set(rounds.flatMap(({ round }) => round.map(({ kind }) => kind)));
    expect(settings.kinds.filter((kind) => !kinds.has(kind))).toEqual([]);
  });

  test('is one round alone, again and again', () => {
    const name = 'primary-deleted-without-dns';
    const again = { title: name, round: namedRounds[name] };
    expect(firstRounds({ FAULTS_ROUND: name }, 1).rounds.slice(0, 2)).toEqual([again, again]);
  });

  test('says which rounds have a name', () => {
    expect(() => firstRounds({ FAULTS_ROUND: 'x' }, 1)).toThrow(
      `no round has the name x; there are ${Object.keys(namedRounds).join(', ')}`,
    );
  });
});

test.each(Object.entries(namedRounds))('the round %s is legal', (_, round) => {
  expect(whyIllegal(round)).toBeUndefined();
});
