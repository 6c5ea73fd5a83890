import {
  otherNamespaceProblem,
  plainSecretProblem,
  SecretDelivery,
  variableProblem,
} from '../../../lib/secrets/sources/secret-delivery';
import { textOf } from '../../problem-text';

const csi = (synced: boolean): SecretDelivery => ({ type: 'csi', volume: {}, synced });
const vault: SecretDelivery = { type: 'vault', role: 'shop', annotations: () => ({}) };

test.each<[delivery: SecretDelivery, isInSecret: boolean, needsNothing: boolean]>([
  [{ type: 'secret' }, true, true],
  [csi(true), true, false],
  [csi(false), false, false],
  [vault, false, false],
])('tells of %j whether a variable can refer to it, and whether any pod can', (delivery, isInSecret, needsNothing) => {
  expect(variableProblem(delivery) === undefined).toBe(isInSecret);
  expect(plainSecretProblem(delivery) === undefined).toBe(needsNothing);
});

test('names what to choose instead', () => {
  expect(textOf(variableProblem(csi(false)))).toContain('write sync: true in its source');
  expect(textOf(variableProblem(vault))).toContain('choose the source "external"');
  expect(textOf(plainSecretProblem(csi(true)))).toContain(
    'choose the source "existing", "external", "generated" or "sealed"',
  );
});

test('tells a Secret of another namespace, which no pod can mount', () => {
  expect(otherNamespaceProblem({ namespace: 'shop' }, 'set', 'shop')).toBeUndefined();
  expect(textOf(otherNamespaceProblem({ namespace: 'other' }, 'backup', 'shop'))).toBe(
    `must be a Secret of the backup's namespace, got one of "other"; make the SecretRef in the backup's chart`,
  );
});
