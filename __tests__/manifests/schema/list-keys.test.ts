import { problemText } from '../../../lib/findings/problem';
import { repeatedItems } from '../../../lib/manifests/schema/list-keys';

function texts(type: string, object: Record<string, unknown>): string[] {
  return [...repeatedItems(type, object)].map(({ at, ...problem }) => `${at.join('.')} ${problemText(problem)}`);
}

test('takes items that differ in one of their keys', () => {
  const ports = [{ port: 53, protocol: 'UDP' }, { port: 53 }];
  expect(texts('ServiceSpec', { ports })).toEqual([]);
});

test('names the second of two items, with the default of a key that is left out', () => {
  const ports = [{ port: 80 }, { port: 80, protocol: 'TCP' }];
  expect(texts('ServiceSpec', { ports })).toEqual([
    'ports.1 must be unique of port and protocol, got 80 and "TCP" twice; leave one out',
  ]);
  expect(texts('ValidatingWebhook', { admissionReviewVersions: ['v1', 'v1'] })).toEqual([
    'admissionReviewVersions.1 must be unique, got "v1" twice; leave one out',
  ]);
});
