import { readSource } from '../../lib/adopt/read-source';
import { deploymentText, objectsOf, objectText } from './adopted';

test('a new Secret has another name than one that exists', () => {
  const source = objectsOf(
    [
      deploymentText({ env: [{ name: 'API_KEY', value: 'k3y-of-somebody' }] }),
      objectText('v1', 'Secret', 'web-secrets', { stringData: { a: 'b' } }),
      objectText('v1', 'ConfigMap', 'twice', { data: { a: 'first' } }),
      objectText('v1', 'ConfigMap', 'twice', { data: { a: 'last' } }),
    ].join('\n---\n'),
  );
  const { newSecrets, objects, secrets } = readSource(source);
  expect(newSecrets.map(({ name, keys, namespace }) => [namespace, name, keys])).toEqual([
    ['shop', 'web-literals', ['API_KEY']],
  ]);
  expect(secrets.map(({ metadata }) => metadata.name)).toEqual(['web-secrets']);
  expect(objects.map(({ kind, data }) => [kind, data])).toEqual([
    ['Deployment', undefined],
    ['ConfigMap', { a: 'last' }],
  ]);
});
