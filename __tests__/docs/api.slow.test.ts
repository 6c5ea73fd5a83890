import { join } from 'node:path';
import { updatedFile } from '../updated-file';
import { apiPage } from './api/api-page';
import { Prop } from './api/declaration-reader';
import { publicApi } from './api/public-api';

const groups = publicApi();
const page = apiPage(groups);

test('API.md has every exported name, prop and default of the sources; npm run update writes them', () => {
  expect(updatedFile(join(__dirname, '../../API.md'), page)).toBe(page);
});

test('API.md shows the props of a table, and not how the compiler knows them', () => {
  expect(page).not.toMatch(/(GivenProps|Schema)</);
});

test('every exported name, and every prop and member of it, has a sentence', () => {
  const silent = groups
    .flatMap(({ exports }) => exports)
    .flatMap(({ name, sentence, props }) => [...(sentence === '' ? [name] : []), ...silentProps(name, props)]);
  expect(silent).toEqual([]);
});

function silentProps(of: string, props: readonly Prop[]): string[] {
  return props.flatMap(({ name, sentence, parts }) => [
    ...(sentence === '' ? [`${of}.${name}`] : []),
    ...silentProps(`${of}.${name}`, parts),
  ]);
}
