import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from '../../lib';
import { compilerProblems } from '../compiler-problems';
import { backendPrelude, programsOf } from '../documented-program';

const [readme, backend, mongo, secrets, recipes, [importedSet = '', ...mongoImports]] = [
  'README.md',
  'docs/backend-service.md',
  'docs/mongo.md',
  'docs/secrets.md',
  'docs/recipes.md',
  'docs/mongo-import.md',
].map((path) => programsOf(readFileSync(join(__dirname, '../..', path), 'utf8'))) as [
  string[],
  string[],
  string[],
  string[],
  string[],
  string[],
];
const imports = `import { ApiObject, Chart } from 'cdk8s';\nimport * as kplus from 'cdk8s-plus-27';\nimport { ${Object.keys(library).join(', ')} } from 'cdk8s-backend';\n`;

function asFunctions(programs: readonly string[]): string {
  const functions = programs.map((program, index) => `export function p${index}(chart: Chart) {\n${program}}\n`);
  return `${imports}${backendPrelude}${functions.join('')}`;
}

test('every program of the documentation compiles', () => {
  const programs = {
    README: readme[0] ?? '',
    'backend-service': asFunctions(backend),
    recipes: asFunctions(recipes),
    mongo: mongo.join('\n'),
    'mongo-import': asFunctions(mongoImports.map((program) => `${importedSet}${program}`)),
    secrets: `import { BackendService } from 'cdk8s-backend';\n${secrets.join('\n')}`,
  };
  expect(compilerProblems(programs)).toEqual({
    README: [],
    'backend-service': [],
    mongo: [],
    'mongo-import': [],
    secrets: [],
    recipes: [],
  });
});
