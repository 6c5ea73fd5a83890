import { join } from 'node:path';
import { areas } from '../../lib/backend-service/model/props';
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

test.each(['BackendServiceProps', 'BackendWorkerProps'])('lists the optional props of %s area by area', (name) => {
  const optional = propsOf(name).filter((prop) => prop.endsWith('?'));
  const places = optional.map((prop) =>
    areas.findIndex(({ props }) => Object.hasOwn(props.entries, prop.slice(0, -1))),
  );
  expect(places).toEqual([...places].sort((left, right) => left - right));
});

test('lists what is left of a type in the order of its declarations', () => {
  expect(propsOf('PlatformIngress')).toEqual([
    'name?',
    'host',
    'paths?',
    'rules?',
    'port?',
    'tls',
    'annotations?',
    'scheme',
  ]);
});

function propsOf(name: string): string[] {
  const exported = groups.flatMap(({ exports }) => exports).find((one) => one.name === name);
  return exported?.props.map((prop) => prop.name) ?? [];
}

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
