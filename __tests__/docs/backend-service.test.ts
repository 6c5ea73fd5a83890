import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import * as library from '../../lib';
import { withRenderedParts } from '../documented-output';
import { backendPrelude, programsOf, valueAfter } from '../documented-program';
import { rendered } from '../rendered';
import { updatedFile } from '../updated-file';

const path = join(__dirname, '../../docs/backend-service.md');
const page = readFileSync(path, 'utf8');
const programs = programsOf(page);

test('every program of the page renders what stands below it', () => {
  const expected = withRenderedParts(page, run);
  expect(updatedFile(path, expected)).toBe(expected);
});

test('every program of the page without YAML renders', () => {
  for (const program of programs)
    expect(
      rendered((chart) => {
        run(program, chart);
      }).length,
    ).toBeGreaterThan(4);
});

function run(program: string, chart: Chart): void {
  valueAfter(`${backendPrelude}${program}`, 'undefined', { chart, kplus, ApiObject, ...library });
}
