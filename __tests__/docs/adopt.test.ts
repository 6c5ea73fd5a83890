import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adoptReport } from '../../lib/commands/adopt/adopt-report';
import { adoption } from '../../lib/adopt/adoption';
import { objectsOf } from '../adopt/adopted';
import { updatedFile } from '../updated-file';

const source = 'examples/coming-from/user-admin.yaml';
const root = join(__dirname, '../..');
const path = join(root, 'docs/adopt.md');

test('the program and the report of the page are those of its source', () => {
  const adopted = adoption(source, objectsOf(readFileSync(join(root, source), 'utf8')), { chosen: new Map() });
  const page = readFileSync(path, 'utf8');
  const expected = page
    .replace(/```ts\n[^]*?```/, () => `\`\`\`ts\n${adopted.text}\`\`\``)
    .replace(/```text\n[^]*?```/, () => `\`\`\`text\n${adoptReport(adopted)}\`\`\``);
  expect(updatedFile(path, expected)).toBe(expected);
});
