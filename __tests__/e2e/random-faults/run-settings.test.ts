import { runSettings } from '../../../e2e/random-faults/run-settings';

const of = (env: Readonly<Record<string, string>>, tier: 0 | 1 | 2 = 1, hasNodes = true) => {
  const { seed, minutes, from, only, knownFirst, command } = runSettings(env, hasNodes, tier);
  return { seed, minutes, from, only, knownFirst, command };
};

describe('runSettings', () => {
  test('gives CI ten minutes of the known rounds and those of one seed', () => {
    expect(of({})).toEqual({
      seed: 1_756_240,
      minutes: 10,
      from: 0,
      only: undefined,
      knownFirst: true,
      command: 'FAULTS_SEED=1756240 FAULTS_MINUTES=10 FAULTS_REACH=cluster npm run e2e -- mongo-random-faults',
    });
  });

  test('reaches into the whole cluster also where there is an hour', () => {
    expect(of({ FAULTS_SEED: '3' }, 2).command).toBe(
      'FAULTS_SEED=3 FAULTS_MINUTES=60 FAULTS_REACH=cluster npm run e2e -- mongo-random-faults',
    );
  });

  test('leaves nodes and cluster as they are where nobody asked for a long run', () => {
    expect(of({}, 0).command).toBe(
      'FAULTS_SEED=1756240 FAULTS_MINUTES=1 FAULTS_REACH=nodes npm run e2e -- mongo-random-faults',
    );
  });

  test('prints a command that leads to itself', () => {
    const env = {
      FAULTS_SEED: '5',
      FAULTS_MINUTES: '3',
      FAULTS_REACH: 'nodes',
      FAULTS_STORAGE_CLASS: 'xfs',
      FAULTS_W: '1',
    };
    const { command } = of(env, 2);
    const printed = command
      .split(' npm')[0]
      ?.split(' ')
      .map((pair) => pair.split('='));
    expect(Object.fromEntries(printed ?? [])).toEqual(env);
  });

  test('has one minute and no power over nodes for whoever runs it on a cluster of their own', () => {
    expect(of({}, 0, false)).toMatchObject({
      minutes: 1,
      knownFirst: false,
      command: 'FAULTS_SEED=1756240 FAULTS_MINUTES=1 FAULTS_REACH=namespace npm run e2e -- mongo-random-faults',
    });
  });

  test('goes straight to the round of FAULTS_FROM', () => {
    expect(of({ FAULTS_FROM: '4' })).toMatchObject({ from: 4, knownFirst: false });
  });

  test('runs a known round once, or for as long as it is told', () => {
    expect(of({ FAULTS_ROUND: 'primary-cut-off' }).minutes).toBe(0);
    expect(of({ FAULTS_ROUND: 'primary-cut-off', FAULTS_MINUTES: '5' }).minutes).toBe(5);
  });

  test('refuses a reach that there is not', () => {
    expect(() => of({ FAULTS_REACH: 'pods' })).toThrow('FAULTS_REACH must be namespace, nodes or cluster, got pods');
  });

  test('refuses minutes that are no number', () => {
    expect(() => of({ FAULTS_MINUTES: 'ten' })).toThrow('FAULTS_MINUTES must be a number, got ten');
  });
});
