import { App, Chart } from 'cdk8s';
import {
  BackendService,
  MongoBackup,
  MongoImport,
  MongoSnapshots,
  MongoStatefulSet,
  SecretRef,
  SecretStore,
  TenantNamespace,
} from '../../lib';
import { placed } from '../../lib/construct/placed';
import { hostile } from '../hostile-values';

test('gives back a scope and an id that are good', () => {
  const chart = new Chart(new App(), 'shop');
  expect(placed('Thing', chart, 'api')).toEqual([chart, 'api']);
});

type Anything = new (scope: never, id: never, props: never) => object;
const constructs = {
  BackendService,
  MongoBackup,
  MongoImport,
  MongoSnapshots,
  MongoStatefulSet,
  SecretRef,
  SecretStore,
  TenantNamespace,
};

test.each(Object.entries(constructs))('no %s can be put elsewhere, or under another id', (name, type) => {
  const create = type as unknown as Anything;
  const chart = new Chart(new App(), 'shop');
  const example = `write new ${name}(chart, "api", { … })`;
  for (const [scope, got] of [
    [undefined, 'undefined'],
    [{}, 'an object'],
    ['shop', '"shop"'],
    [new App(), 'an App'],
    [hostile, 'an object'],
  ] as const)
    expect(() => new create(scope as never, 'api' as never, {} as never)).toThrow(
      `[program] the scope of a ${name} must be a chart or a construct in one, got ${got}; ${example}`,
    );
  for (const [id, got] of [
    [undefined, 'undefined'],
    [Symbol('api'), 'a symbol'],
    [5, '5'],
    ['', '""'],
  ] as const)
    expect(() => new create(chart as never, id as never, {} as never)).toThrow(
      `[shop] the id of a ${name} must be a string that is not empty, got ${got}; ${example}`,
    );
  new Chart(chart, 'taken');
  for (const id of ['taken', 'constructor'])
    expect(() => new create(chart as never, id as never, {} as never)).toThrow(
      `[shop] the id of a ${name} must differ from those of all constructs in its scope, got "${id}"; choose another id`,
    );
});
