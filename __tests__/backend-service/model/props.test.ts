import { areas, backend, BackendServiceProps } from '../../../lib/backend-service/model/props';
import { decided } from '../../../lib/props/schema';
import { least, outcome } from '../edge-values';

test('has the props of every area, each in one of them', () => {
  const names = areas.flatMap(({ props }) => Object.keys(props.entries));
  expect(Object.keys(backend.entries)).toEqual(names);
});

test('decides the defaults that depend on no other prop', () => {
  expect(decided(backend, least)).toMatchObject({ replicas: 2, size: 'm', servicePort: 80, kubernetes: '1.30' });
});

test('asks the compiler for an image and a port, and for no prop that there is not', () => {
  // @ts-expect-error: no image
  const anonymous: BackendServiceProps = { port: 8080 };
  // @ts-expect-error: no prop of this name
  const coloured: BackendServiceProps = { ...least, colour: 'red' };
  expect([anonymous, coloured].map((props) => backend.parse(props).issues.map(({ code }) => code))).toEqual([
    ['missing-prop'],
    ['unknown-prop'],
  ]);
});

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

test.each<[object, string[], object]>([
  [
    { image: 'a' },
    ['image has no tag, got "a"; write "repository:tag" or "repository:tag@sha256:<64 hexadecimal digits>"'],
    { image: 'a:1' },
  ],
  [
    { kubernetes: '1.26' },
    ['kubernetes must be a minor version from "1.27", got "1.26"; write "1.30"'],
    { kubernetes: '1.27' },
  ],
  [
    { overrides: { autoscaler: { spec: {} } } },
    ['overrides.autoscaler must be of an object that is rendered, got one that is not; leave it out'],
    { overrides: { service: { spec: {} } } },
  ],
  [
    { overrides: { database: {} } },
    [
      'overrides.database is unknown; write one of alerts, autoscaler, certificate, dashboard, deployment, files, httpRoute, ingress, migration, migrationFiles, migrationNetworkPolicy, migrationVariables, monitor, networkPolicy, podDisruptionBudget, role, roleBinding, service, serviceAccount, claims, cronJobs, cronJobFiles, cronJobNetworkPolicies, jobs, jobFiles, jobNetworkPolicies, jobVariables, services',
    ],
    { overrides: {} },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});

test('reports everything that is wrong at once, in the order of the areas', () => {
  expect(outcome({ env: 'x', replicas: -1, image: 'x', colour: 'red' }).findings).toEqual([
    '[shop/api] colour is no prop of a BackendService; leave it out, or write it in overrides',
    '[shop/api] image has no tag, got "x"; write "repository:tag" or "repository:tag@sha256:<64 hexadecimal digits>"',
    '[shop/api] replicas must be an integer from 0, got -1; write 2',
    '[shop/api] env must be an object, got "x"',
  ]);
});
