import { faultKinds, kindsWithin } from '../../../e2e/random-faults/fault-kinds';

describe('kindsWithin', () => {
  test('has what the API server can do where there is nothing else', () => {
    expect(kindsWithin('namespace', true)).toEqual([
      'deletePod',
      'losePod',
      'evict',
      'wipe',
      'scaleUp',
      'scaleDown',
      'rollOut',
      'rotate',
    ]);
  });

  test('leaves out what reaches beyond the set where others share the cluster', () => {
    const beyond = Object.keys(faultKinds).filter((kind) => !kindsWithin('nodes', true).some((one) => one === kind));
    expect(beyond).toEqual(['drain', 'cutNode', 'powerOff', 'stopDns', 'freezeApiServer']);
  });

  test('fills no disk that has no size of its own', () => {
    expect(kindsWithin('cluster', false)).toEqual(kindsWithin('cluster', true).filter((kind) => kind !== 'fillDisk'));
  });
});
