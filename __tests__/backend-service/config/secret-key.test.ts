import { namespaceProblem, secretKey } from '../../../lib/backend-service/config/secret-key';
import { textOf } from '../../problem-text';
import { issuesOf } from '../../props/issues-of';

test('never shows a string in the place of a key, which may be the secret itself', () => {
  expect(issuesOf(secretKey, 'hunter2')).toEqual([
    'it must be a key of a SecretRef, got a string; write secretRef.key(…)',
  ]);
});

test('refuses a Secret of another namespace than the pods have', () => {
  expect(namespaceProblem('shop', 'shop')).toBeUndefined();
  expect(textOf(namespaceProblem('data', 'shop'))).toBe(
    'must be of the pods\' namespace "shop", got one of "data"; create the SecretRef in the same chart',
  );
});
