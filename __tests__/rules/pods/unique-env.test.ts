import { uniqueEnv } from '../../../lib/rules/pods/unique-env';
import { deployment, object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const twice = deployment({ env: [{ name: 'A', value: '1' }, { name: 'B' }, { name: 'A', value: '2' }] });

test('accepts a variable in two containers', () => {
  const env = [{ name: 'A', value: '1' }];
  expect(findings(uniqueEnv, deployment({ env }, { initContainers: [{ name: 'first', env }] }))).toEqual([]);
});

test('leaves names that are no strings to another rule', () => {
  expect(findings(uniqueEnv, deployment({ env: [{ name: 1 }, { name: true }] }))).toEqual([]);
});

test('refuses a variable that a container has twice', () => {
  expect(findings(uniqueEnv, twice)).toEqual([
    '[Deployment shop/web] spec.template.spec.containers["main"].env["A"] must be set once, got 2 times; keep one (unique-env)',
  ]);
});

test('looks into the jobs of a CronJob', () => {
  const env = [{ name: 'A' }, { name: 'A' }, { name: 'A' }];
  const cronJob = object('CronJob', {
    spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: 'dump', env }] } } } } },
  });
  expect(findings(uniqueEnv, cronJob)).toEqual([
    '[CronJob shop/web] spec.jobTemplate.spec.template.spec.containers["dump"].env["A"] must be set once, got 3 times; keep one (unique-env)',
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(uniqueEnv, optedOut(twice, uniqueEnv))).toEqual([]);
});
