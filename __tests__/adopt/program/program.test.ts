import { programText, variableName } from '../../../lib/adopt/program/program';

test.each([
  ['user-admin', 'userAdmin'],
  ['9lives', 'the9lives'],
  ['class', 'theClass'],
  ['a.b_c', 'aBC'],
])('calls the variable of %s %s', (name, variable) => {
  expect(variableName(name)).toBe(variable);
});

test('imports what it uses, and writes each chart with its Secrets, constructs and objects', () => {
  const text = programText({
    name: 'all',
    charts: [
      {
        id: 'shop',
        namespace: 'shop',
        secrets: [{ name: 'keys', variable: 'keys', keys: ['a'] }],
        constructs: [{ type: 'BackendWorker', id: 'web', variable: 'web', props: { image: 'a:1' } }],
        objects: [],
      },
      {
        id: 'cluster',
        secrets: [],
        constructs: [],
        objects: [{ id: 'one', manifest: { apiVersion: 'v1', kind: 'Node' } }],
      },
    ],
  });
  expect(text.slice(0, text.indexOf('\nconst {'))).toBe(`import { ApiObject, App, Chart } from 'cdk8s';
import { BackendWorker, SecretRef, synthesize } from 'cdk8s-backend';

function all(app: App): void {
  const shopChart = new Chart(app, 'shop', { namespace: 'shop' });
  const keys = new SecretRef(shopChart, 'keys', { keys: ['a'] });

  const web = new BackendWorker(shopChart, 'web', { image: 'a:1' });

  const clusterChart = new Chart(app, 'cluster');

  new ApiObject(clusterChart, 'one', { apiVersion: 'v1', kind: 'Node' });
}
`);
});
