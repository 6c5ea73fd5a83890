import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../lib/checks/rules';

test('the page has every rule, in the order of the report', () => {
  const page = readFileSync(join(__dirname, '../../docs/rules.md'), 'utf8');
  const [table = ''] = page.split('## Other');
  expect([...table.matchAll(/^\| `([\w-]+)` +\|/gm)].map(([, id]) => id)).toEqual(rules.map(({ id }) => id));
});
