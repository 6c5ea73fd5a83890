import { faultRound, whyIllegal } from '../../../e2e/random-faults/fault-schedule';
import { knownRounds } from '../../../e2e/random-faults/known-rounds';
import { PlannedRound, plannedRounds } from '../../../e2e/random-faults/planned-rounds';
import { runSettings } from '../../../e2e/random-faults/run-settings';

function firstRounds(env: Readonly<Record<string, string>>, tier: 0 | 1 = 0) {
  const settings = runSettings(env, true, tier);
  const rounds: PlannedRound[] = [];
  for (const planned of plannedRounds(settings)) {
    rounds.push(planned);
    if (rounds.length === 2 + Object.keys(knownRounds).length) break;
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
    expect(titles).toEqual([...Object.keys(knownRounds), 'seed 1, round 0', 'seed 1, round 1']);
  });

  test('is one known round alone', () => {
    const [name = ''] = Object.keys(knownRounds);
    expect([...plannedRounds(runSettings({ FAULTS_ROUND: name }, true, 1))]).toEqual([
      { title: name, round: knownRounds[name] },
    ]);
  });

  test('says which known rounds there are', () => {
    expect(() => [...plannedRounds(runSettings({ FAULTS_ROUND: 'x' }, true, 1))]).toThrow(
      `no known round x; there are ${Object.keys(knownRounds).join(', ')}`,
    );
  });
});

test.each(Object.entries(knownRounds))('the known round %s is legal', (_, round) => {
  expect(whyIllegal(round)).toBeUndefined();
});
