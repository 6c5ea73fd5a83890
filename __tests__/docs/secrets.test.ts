import { Chart } from 'cdk8s';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as library from '../../lib';
import { withRenderedParts } from '../documented-output';
import { valueAfter } from '../documented-program';
import { updatedFile } from '../updated-file';

const path = join(__dirname, '../../docs/secrets.md');
const page = readFileSync(path, 'utf8');

test('the programs of the guide render what stands below them', () => {
  const expected = withRenderedParts(page, (program, chart) => {
    valueAfter(program, 'undefined', { chart, Chart, ...library });
  });
  expect(updatedFile(path, expected)).toBe(expected);
});
