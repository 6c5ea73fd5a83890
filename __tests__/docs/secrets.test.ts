import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from '../../lib';
import { withRenderedParts } from '../documented-output';
import { compilerProblems, programsOf, valueAfter } from '../documented-program';
import { updatedFile } from '../updated-file';

const path = join(__dirname, '../../docs/secrets.md');
const page = readFileSync(path, 'utf8');

test('the guide to Secrets is a program that compiles', () => {
  const own = "import { BackendService } from 'cdk8s-backend';\n";
  expect(compilerProblems(own + programsOf(page).join('\n'))).toEqual([]);
}, 60_000);

test('the programs of the guide render what stands below them', () => {
  const expected = withRenderedParts(page, (program, chart) => {
    valueAfter(program, 'undefined', { chart, ...library });
  });
  expect(updatedFile(path, expected)).toBe(expected);
});
