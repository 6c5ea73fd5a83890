import { directoryOf, isProduction, namespaceOf } from '../../lib/project/project';

test('gives the only environment the namespace of the name, and dist/ itself', () => {
  const project = { name: 'shop', environments: ['production'] };
  expect([namespaceOf(project, 'production'), directoryOf(project, 'production')]).toEqual(['shop', '']);
});

test('gives each of several environments a namespace and a directory of its own', () => {
  const project = { name: 'shop', environments: ['staging', 'production'] };
  expect([namespaceOf(project, 'staging'), directoryOf(project, 'staging')]).toEqual(['shop-staging', 'staging']);
});

test.each([
  ['production', true],
  ['prod-eu', true],
  ['development', false],
  ['preprod', false],
])('takes %s for production: %s', (environment, expected) => {
  expect(isProduction(environment)).toBe(expected);
});
