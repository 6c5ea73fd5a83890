import { basename, join } from 'node:path';
import { ruleFiles } from '../rule-files';
import { updatedFile } from '../updated-file';

const files = ruleFiles();

// A list in the source, because one bundle has no folder to read.
test('the list has every rule of lib/rules; npm run update writes it', () => {
  const expected = `// Written by npm run update from the files of lib/rules.
import { Rule } from '../rules/rule';
${files.map(({ name, path }) => `import { ${name} } from '${path}';\n`).join('')}
/** Every rule, in the order of the report. */
export const rules: readonly Rule[] = [
${files.map(({ name }) => `  ${name},\n`).join('')}];
`;
  expect(updatedFile(join(__dirname, '../../lib/checks/rules.ts'), expected)).toBe(expected);
});

test.each(files)('$name has the id that its file is named by', ({ path, rule }) => {
  expect(rule.id).toBe(basename(path));
});

test.each(files.map(({ rule }) => rule))('names $id by what it asks for', ({ id, summary, why }) => {
  expect(id).toMatch(/^(require|unique|valid|no)-[a-z-]+$/);
  expect(summary).toMatch(/^[A-Z].*[^.]$/);
  expect(why).toMatch(/^[^A-Z].*[^.]$/);
});
