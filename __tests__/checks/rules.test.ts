import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { rules } from '../../lib/checks/rules';

test('has every rule under the id that its file is named by', () => {
  const files = readdirSync(join(__dirname, '../../lib/rules'), { recursive: true, encoding: 'utf8' })
    .map((path) => basename(path, '.ts'))
    .filter((name) => /^(require|unique|valid|no)-/.test(name));
  expect(rules.map(({ id }) => id).sort()).toEqual(files.sort());
});

test.each(rules)('names $id by what it asks for', ({ id, summary }) => {
  expect(id).toMatch(/^(require|unique|valid|no)-[a-z-]+$/);
  expect(summary).toMatch(/^[A-Z].*[^.]$/);
});
