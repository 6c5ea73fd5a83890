import { DirectoryPlan } from '../../lib/files/directory-plan';
import { checkReport, findingsReport, synthReport } from '../../lib/synth/program-report';
import { deployment, object } from '../manifests';

const upToDate: DirectoryPlan = { directory: 'dist', changes: [], unchanged: 1 };
const different: DirectoryPlan = {
  directory: 'dist/staging',
  changes: [
    { name: '50-service-web.yaml', action: 'written', text: 'text' },
    { name: '30-configmap-web.yaml', action: 'changed', text: 'text' },
    { name: '75-deployment-old.yaml', action: 'removed', text: '' },
  ],
  unchanged: 0,
};

const everywhere = { path: 'a', code: 'conflict', want: 'everywhere' };
const twice = { path: 'b', code: 'conflict', want: 'twice' };
const alone = { path: 'c', code: 'conflict', want: 'alone' };

test('reports each finding once, under the environments that have it', () => {
  const failed = [
    { name: 'development', findings: [everywhere] },
    { name: 'staging', findings: [everywhere, twice] },
    { name: 'production', findings: [everywhere, twice, alone, alone] },
  ];
  expect(findingsReport(failed, 3)).toBe(`3 findings, nothing was written

in every environment:
  [a] everywhere

in staging, production:
  [b] twice

in production:
  [c] alone
`);
});

test('names the environment when the program has one, and when the others are well', () => {
  const failed = [{ name: 'staging', findings: [{ ...everywhere, want: 'wrong' }] }];
  const report = '1 finding, nothing was written\n\nin staging:\n  [a] wrong\n';
  expect(findingsReport(failed, 1)).toBe(report);
  expect(findingsReport(failed, 2)).toBe(report);
});

test('says of each directory whether it is what the program renders, and what differs', () => {
  expect(checkReport([upToDate, different])).toBe(`dist/ is what the program renders
dist/staging/ is not what the program renders; run without --check and commit the result
    + dist/staging/50-service-web.yaml
    ~ dist/staging/30-configmap-web.yaml
    - dist/staging/75-deployment-old.yaml
`);
});

test('says what was done, what the clusters must have, and what to type next', () => {
  const secret = (name: string, key: string) => ({
    name: key.toUpperCase(),
    valueFrom: { secretKeyRef: { name, key } },
  });
  const route = { ...object('HTTPRoute'), apiVersion: 'gateway.networking.k8s.io/v1' };
  const environments = [
    { name: 'development', directory: 'dist', manifests: [deployment({ env: [secret('db', 'password')] })] },
    {
      name: 'staging',
      directory: 'dist/staging',
      manifests: [deployment({ env: [secret('db', 'password'), secret('jwt', 'key')] }), route],
    },
  ];
  expect(synthReport(environments, [upToDate, different], 'npm run secrets --')).toBe(
    `  development  dist/  0 written, 0 changed, 0 removed, 1 unchanged
  staging      dist/staging/  1 written, 1 changed, 1 removed, 0 unchanged
    + dist/staging/50-service-web.yaml
    ~ dist/staging/30-configmap-web.yaml
    - dist/staging/75-deployment-old.yaml

Secrets that the cluster must have
  shop/db: password
  shop/jwt: key (in staging)

Custom resources that the cluster must know
  gateway.networking.k8s.io/HTTPRoute (in staging)

Next, for the cluster of an environment
  development  npm run secrets -- dist/ && kubectl apply -f dist/
  staging      npm run secrets -- dist/staging/ && kubectl apply -f dist/staging/
`,
  );
});

test('asks for no Secrets where none are needed', () => {
  const environments = [{ name: 'development', directory: 'dist', manifests: [object('Service')] }];
  expect(synthReport(environments, [upToDate], 'npm run secrets --'))
    .toBe(`  development  dist/  0 written, 0 changed, 0 removed, 1 unchanged

Next, for the cluster of an environment
  development  kubectl apply -f dist/
`);
});

test('shows twenty files and counts the others', () => {
  const changes = Array.from({ length: 22 }, (_, index) => {
    return { name: `50-service-${index}.yaml`, action: 'removed', text: '' } as const;
  });
  expect(
    checkReport([{ ...upToDate, changes }])
      .split('\n')
      .slice(-3),
  ).toEqual(['    - dist/50-service-19.yaml', '    … and 2 more', '']);
});
