import { App, Chart } from 'cdk8s';
import { pullSecrets } from '../../lib/pods/pull-secrets';
import { SecretRef } from '../../lib/secret-ref';
import { outcome } from '../backend/edge-values';

test('names the Secrets, and leaves the field out without any', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  const secret = new SecretRef(chart, 'registry', { keys: ['.dockerconfigjson'] });
  expect([pullSecrets({ imagePullSecrets: [secret] }), pullSecrets({})]).toEqual([
    { imagePullSecrets: [{ name: 'registry' }] },
    {},
  ]);
});

test('refuses a Secret by its name', () => {
  expect(outcome({ imagePullSecrets: ['registry'] }).findings).toEqual([
    '[shop/api] imagePullSecrets[0] must be a SecretRef, got a string; write new SecretRef(chart, …)',
  ]);
});
