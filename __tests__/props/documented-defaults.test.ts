import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { entryDefault } from '../entry-default';

const lib = join(__dirname, '../../lib');

/** An entry of a prop table: its `@default`, and the default that its schema has, as they are written. */
interface Entry {
  readonly at: string;
  readonly documented?: string;
  readonly decided?: string;
}

function entriesOf(file: string): Entry[] {
  const source = ts.createSourceFile(file, readFileSync(join(lib, file), 'utf8'), ts.ScriptTarget.Latest, true);
  const entries: Entry[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'object' && node.arguments[0])
      node.arguments[0].forEachChild((entry) => {
        if (!ts.isPropertyAssignment(entry) || !ts.isCallExpression(entry.initializer)) return;
        const [tag] = ts.getJSDocTags(entry).filter(({ tagName }) => tagName.text === 'default');
        const documented = tag && ts.getTextOfJSDocComment(tag.comment);
        entries.push({
          at: `${file} ${entry.name.getText()}`,
          documented,
          decided: entryDefault(entry.initializer)?.getText(),
        });
      });
    node.forEachChild(visit);
  };
  visit(source);
  return entries;
}

const tables = readdirSync(lib, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('props/'))
  .flatMap(entriesOf);

test('every default of a prop table is the one that its comment names, or is described there', () => {
  const described = (documented = ''): boolean => documented.startsWith('- ');
  expect(tables.filter((entry) => entry.decided !== entry.documented && !described(entry.documented))).toEqual([]);
});

test('sees the defaults of prop tables', () => {
  expect(tables).toContainEqual({
    at: 'backend-service/workload/rollout.ts minReadySeconds',
    documented: '10',
    decided: '10',
  });
});
