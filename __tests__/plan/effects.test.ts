import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { effects } from '../../lib/plan/effects';

test('lists the effect of every file, by its id', () => {
  const files = readdirSync(join(__dirname, '../../lib/plan/effects')).map((file) => file.replace('.ts', ''));
  expect(effects.map(({ id }) => id).sort()).toEqual(files.sort());
});

test('has the dangerous ones first', () => {
  const dangers = effects.map(({ isDangerous }) => isDangerous);
  expect(dangers).toEqual([...dangers].sort((a, b) => Number(b) - Number(a)));
});
