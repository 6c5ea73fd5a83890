import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    'names the main port http and every other as given',
    { ports: { admin: 9000 } },
    'Deployment spec.template.spec.containers.0.ports',
    [
      { name: 'http', containerPort: 8080, protocol: 'TCP' },
      { name: 'admin', containerPort: 9000, protocol: 'TCP' },
    ],
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [{ port: 0 }, ['port must be an integer from 1 to 65535, got 0; write 1'], { port: 1 }],
  [{ port: '80' }, ['port must be an integer from 1 to 65535, got "80"; write 80'], { port: 80 }],
  [
    { ports: { http: 9000 } },
    ['ports["http"] must not be given here, got 9000; write it as port'],
    { ports: { admin: 9000 } },
  ],
  [
    { ports: { admin: 8080 } },
    ['ports["admin"] must not be the number of port "http", got 8080; write another number'],
    { ports: { admin: 8081 } },
  ],
  [
    { ports: { 'a--b': 9000 } },
    [
      'ports["a--b"] must be at most 15 lower-case letters, digits and single "-" with a letter among them, got "a--b"; write a name such as "http"',
    ],
    { ports: { 'a-b': 9000 } },
  ],
  [{ ports: [9000] }, ['ports must be an object, got a list'], { ports: {} }],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
