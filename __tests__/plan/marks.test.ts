import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { marks } from '../../lib/plan/marks';

test('lists the mark of every file, by its id', () => {
  const files = readdirSync(join(__dirname, '../../lib/plan/marks')).map((file) => file.replace('.ts', ''));
  expect(marks.map(({ id }) => id).sort()).toEqual(files.sort());
});

test('has the dangerous ones first', () => {
  const dangers = marks.map(({ isDangerous }) => isDangerous);
  expect(dangers).toEqual([...dangers].sort((a, b) => Number(b) - Number(a)));
});
