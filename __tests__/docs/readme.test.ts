import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'cdk8s';
import { render } from '../../lib';
import { programsOf, valueAfter } from '../documented-program';

const page = readFileSync(join(__dirname, '../../README.md'), 'utf8');
const [program = ''] = programsOf(page);

test('the program of the README renders a backend and its database', () => {
  const app = new App();
  const [declarations = ''] = program.split('const { exitCode');
  (valueAfter(declarations, 'userAdmin') as (scope: App) => void)(app);
  const workloads = render(app).filter(({ kind }) => ['Deployment', 'StatefulSet', 'Namespace'].includes(kind));
  expect(workloads.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'Namespace user-admin',
    'StatefulSet mongo',
    'Deployment user-admin-backend',
  ]);
});

test('the README is short, and its links lead to files', () => {
  expect(page.split('\n').length).toBeLessThanOrEqual(150);
  const links = [...page.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, link = '']) => link);
  expect(links.filter((link) => !existsSync(join(__dirname, '../..', link)))).toEqual([]);
});
