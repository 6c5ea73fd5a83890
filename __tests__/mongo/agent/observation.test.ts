import { mongodStates, waitCodes } from '../../../lib/mongo/agent/observation';

test('has values that Prometheus takes as a label, each once', () => {
  for (const values of [mongodStates, waitCodes]) {
    expect(values.filter((value) => !/^[a-z][a-z0-9_]*$/.test(value))).toEqual([]);
    expect(new Set<string>(values).size).toBe(values.length);
  }
});
