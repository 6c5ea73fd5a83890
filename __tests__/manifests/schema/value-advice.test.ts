import { FieldType } from '../../../lib/manifests/schema/kubernetes-schema';
import { valueAdvice } from '../../../lib/manifests/schema/value-advice';

const text: FieldType = { is: 'string' };
const object = (required: readonly string[]): FieldType => ({
  is: 'object',
  name: 'Port',
  fields: new Map(['name', 'port', 'protocol', 'appProtocol'].map((name) => [name, text])),
  required,
});

test.each<[FieldType | undefined, string]>([
  [object(['port']), 'an object with port'],
  [object([]), 'an object with name, port, protocol'],
  [{ is: 'list', of: text }, 'a list'],
  [{ is: 'choice', values: ['', 'TCP', 'UDP'] }, 'TCP or UDP'],
  [{ is: 'int32' }, 'an integer'],
  [{ is: 'boolean' }, 'true or false'],
  [{ is: 'bounded', of: { is: 'boolean' }, isNullable: false, problem: () => undefined }, 'true or false'],
  [text, 'it'],
  [undefined, 'it'],
])('advises for %j: %s', (type, advice) => {
  expect(valueAdvice(type)).toBe(advice);
});

test.each([
  ['name', 'one such as "web"'],
  ['mountPath', 'one such as "/data"'],
  ['uid', 'it'],
])('has an example of a text for the field %s', (name, advice) => {
  expect(valueAdvice(text, name)).toBe(advice);
});
