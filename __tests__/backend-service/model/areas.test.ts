import { outcome } from '../edge-values';

test.each<[object, string[], object]>([
  [{ colour: 'red' }, ['colour is no prop of a BackendService; leave it out, or write it in overrides'], {}],
  [{ replica: 3 }, ['replica is no prop of a BackendService; write "replicas"'], { replicas: 3 }],
  [
    { imagePullPolicy: 'always' },
    ['imagePullPolicy must be "Always" or "IfNotPresent" or "Never", got "always"'],
    { imagePullPolicy: 'Always' },
  ],
  [{ command: 'node' }, ['command must be a list of strings, got "node"; write ["node"]'], { command: ['node'] }],
  [{ env: 'x' }, ['env must be an object, got "x"'], { env: {} }],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
