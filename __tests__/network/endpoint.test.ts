import { endpoint } from '../../lib/network/endpoint';
import { issuesOf } from '../props/issues-of';

const kms = { namespace: 'shop', labels: { app: 'kms' }, port: 5696 };

test('keeps what an endpoint knows beyond the port and the labels', () => {
  const given = { ...kms, protocol: 'kmip' };
  expect(endpoint.parse(given)).toEqual({ typed: true, value: given, issues: [] });
});

test.each<[unknown, string[]]>([
  [{ labels: { app: 'kms' }, port: 5696, clientLabels: { 'kms-client': 'true' } }, []],
  ['kms:5696', ['it must be an endpoint, got "kms:5696"']],
  [{ namespaceName: 'shop' }, ['it must be an endpoint, got an object']],
  [{ labels: { app: 'kms' } }, ['it.port must be an integer from 1 to 65535, got undefined']],
  [
    { ...kms, labels: { 'a b': 'kms' }, port: '5696' },
    [
      'it.labels["a b"] must be a label key, got "a b"; write a name of at most 63 characters, such as "team" or "example.com/team"',
      'it.port must be an integer from 1 to 65535, got "5696"; write 5696',
    ],
  ],
])('of %j finds %j', (given, issues) => {
  expect(issuesOf(endpoint, given)).toEqual(issues);
});
