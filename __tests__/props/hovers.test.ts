import { join } from 'node:path';
import * as ts from 'typescript';

const root = join(__dirname, '../..');
const program = `
import { object } from '../../lib/props/object';
import { integer } from '../../lib/props/scalar';
import { Decided, Props, PropsOf } from '../../lib/props/schema';
const rollout = object({
  /**
   * The time that a pod must have been ready, in seconds.
   * @default 10
   */
  minReadySeconds: integer({ min: 0, default: 10 }),
});
export interface RolloutProps extends PropsOf<typeof rollout>, Props {}
export interface Rollout extends Decided<typeof rollout> {}
export const given: RolloutProps = { /*given*/minReadySeconds: 5 };
export const wrong: RolloutProps = { minReadySecond: 5 };
export const decided = (all: Rollout): number => all./*decided*/minReadySeconds;
`;

const name = join(__dirname, 'editor.ts');
const service = ts.createLanguageService({
  readFile: (file) => ts.sys.readFile(file),
  getScriptFileNames: () => [name],
  getScriptVersion: () => '1',
  getScriptSnapshot: (file) => {
    const text = file === name ? program : ts.sys.readFile(file);
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
  },
  fileExists: (file) => file === name || ts.sys.fileExists(file),
  getCurrentDirectory: () => root,
  getCompilationSettings: () => ({ strict: true, types: [], lib: ['lib.es2022.d.ts'], target: ts.ScriptTarget.ES2022 }),
  getDefaultLibFileName: ts.getDefaultLibFilePath,
});

function hover(marker: string): unknown[] {
  const place = program.indexOf(marker) + marker.length;
  const { displayParts, documentation, tags } = service.getQuickInfoAtPosition(name, place) ?? {};
  const text = ts.displayPartsToString;
  return [text(displayParts), text(documentation), tags?.map((tag) => `@${tag.name} ${text(tag.text)}`)];
}

test('an editor shows the type, the sentence and the default of an entry where a program writes it', () => {
  expect(hover('/*given*/')).toEqual([
    '(property) minReadySeconds?: number | undefined',
    'The time that a pod must have been ready, in seconds.',
    ['@default 10'],
  ]);
});

test('an editor shows them where the library reads it, and no undefined', () => {
  expect(hover('/*decided*/')).toEqual([
    '(property) minReadySeconds: number',
    'The time that a pod must have been ready, in seconds.',
    ['@default 10'],
  ]);
});

test('the compiler names the interface and the prop that an unknown one means', () => {
  const messages = service.getSemanticDiagnostics(name).map(({ messageText }) => messageText);
  expect(messages).toEqual([
    "Object literal may only specify known properties, but 'minReadySecond' does not exist in type 'RolloutProps'. Did you mean to write 'minReadySeconds'?",
  ]);
});
