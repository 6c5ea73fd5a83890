import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from '../../lib';
import { compilerProblems } from '../compiler-problems';
import { backendPrelude, programsOf } from '../documented-program';

const [readme, backend, mongo, secrets] = [
  'README.md',
  'docs/backend-service.md',
  'docs/mongo.md',
  'docs/secrets.md',
].map((path) => programsOf(readFileSync(join(__dirname, '../..', path), 'utf8'))) as [
  string[],
  string[],
  string[],
  string[],
];
const imports = `import { ApiObject, Chart } from 'cdk8s';\nimport * as kplus from 'cdk8s-plus-27';\nimport { ${Object.keys(library).join(', ')} } from 'cdk8s-backend';\n`;
const functions = backend.map((program, index) => `export function p${index}(chart: Chart) {\n${program}}\n`);

test('every program of the documentation compiles', () => {
  const programs = {
    README: readme[0] ?? '',
    'backend-service': `${imports}${backendPrelude}${functions.join('')}`,
    mongo: mongo.join('\n'),
    secrets: `import { BackendService } from 'cdk8s-backend';\n${secrets.join('\n')}`,
  };
  expect(compilerProblems(programs)).toEqual({ README: [], 'backend-service': [], mongo: [], secrets: [] });
});
