import fs from 'node:fs';
import { program, script } from '../../../lib/mongo/replica-set/programs';

test('reads a file of the package once a process, however many sets there are', () => {
  const read = jest.spyOn(fs, 'readFileSync');
  const texts = [program('agent.js'), program('agent.js'), script('start.sh'), script('start.sh')];
  const count = read.mock.calls.length;
  read.mockRestore();
  expect(texts.map((text) => text.split('\n')[0])).toEqual([
    expect.stringMatching(/^\/\/ cdk8s-backend \d/),
    expect.stringMatching(/^\/\/ cdk8s-backend \d/),
    '#!/usr/bin/env bash',
    '#!/usr/bin/env bash',
  ]);
  expect(count).toBe(2);
});
