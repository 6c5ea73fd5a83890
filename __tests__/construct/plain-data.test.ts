import { k8s } from 'cdk8s-plus-27';
import { plainData } from '../../lib/construct/plain-data';
import { readable } from '../problem-text';

test('accepts what JSON has, undefined, and one object in two places', () => {
  const labels = { app: 'api' };
  const data = { a: labels, b: [labels, null, 1, true, undefined], c: Object.create(null) as unknown };
  expect(plainData.parse(data)).toEqual({ typed: true, value: data, issues: [] });
});

const circular: Record<string, unknown> = { name: 'api' };
circular.self = [circular];

test.each<[unknown, string, string]>([
  ['text', '', 'must be an object, got "text"; write { spec: { … } }'],
  [[], '', 'must be an object, got a list; write { spec: { … } }'],
  [new Map(), '', 'must be an object, got a Map; write { spec: { … } }'],
  [circular, 'self[0]', 'must be plain data, got an object that contains itself; leave it out'],
  [{ spec: { at: new Date(0) } }, 'spec.at', 'must be plain data, got a Date; write its text'],
  [{ spec: { replicas: NaN } }, 'spec.replicas', 'must be plain data, got NaN; write its text'],
  [{ spec: [() => 1] }, 'spec[0]', 'must be plain data, got a function; write its text'],
  [{ port: k8s.IntOrString.fromNumber(80) }, 'port', 'must be plain data, got an IntOrString; write its text'],
])('refuses %#', (value, at, problem) => {
  expect(readable(plainData.parse(value).issues[0])).toMatchObject({ at, problem });
});
