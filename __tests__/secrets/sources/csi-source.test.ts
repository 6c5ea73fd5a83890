import { load } from 'js-yaml';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { CsiSource } from '../../../lib/secrets/sources/csi-source';
import { only, refusal, rendered } from '../../rendered';

function providerClass(source: CsiSource<'password'>) {
  const manifests = rendered((chart) => {
    new SecretRef(chart, 'database', { keys: ['password'], source });
  });
  return only(manifests, 'SecretProviderClass').spec as Record<string, unknown> & {
    parameters: Record<string, string>;
  };
}

const gcp: CsiSource<'password'> = {
  type: 'csi',
  provider: 'gcp',
  keys: { password: { resourceName: 'projects/shop/secrets/password/versions/latest' } },
};

test('names each file after its key, in the words of Google Secret Manager', () => {
  const { parameters } = providerClass(gcp);
  expect(load(parameters.secrets ?? '')).toEqual([
    { resourceName: 'projects/shop/secrets/password/versions/latest', path: 'password' },
  ]);
});

test('names each file after its key, in the words of AWS, of a whole value and of a field of one', () => {
  const value = { objectName: 'production/database', objectType: 'secretsmanager' } as const;
  const whole = providerClass({ type: 'csi', provider: 'aws', keys: { password: value } });
  expect(load(whole.parameters.objects ?? '')).toEqual([{ ...value, objectAlias: 'password' }]);
  const fields = providerClass({ type: 'csi', provider: 'aws', keys: { password: { ...value, jmesPath: 'pass' } } });
  expect(load(fields.parameters.objects ?? '')).toEqual([
    { ...value, objectAlias: 'password.json', jmesPath: [{ path: 'pass', objectAlias: 'password' }] },
  ]);
});

test('names each file after its key, in the words of Azure Key Vault, which is YAML in YAML', () => {
  const parameters = { keyvaultName: 'shop', tenantId: 'contoso' };
  const spec = providerClass({ type: 'csi', provider: 'azure', parameters, keys: { password: { objectName: 'db' } } });
  const { array } = load(spec.parameters.objects ?? '') as { array: string[] };
  expect(spec.parameters).toMatchObject(parameters);
  expect(array.map((item) => load(item))).toEqual([
    { objectName: 'db', objectType: 'secret', objectAlias: 'password' },
  ]);
});

test('names each file after its key, in the words of Vault', () => {
  const place = { secretPath: 'secret/data/production/db', secretKey: 'password' };
  const spec = providerClass({ type: 'csi', provider: 'vault', keys: { password: place } });
  expect(load(spec.parameters.objects ?? '')).toEqual([{ objectName: 'password', ...place }]);
});

test('makes a Secret only if it is told to', () => {
  expect(providerClass(gcp)).not.toHaveProperty('secretObjects');
  expect(providerClass({ ...gcp, sync: true })).toHaveProperty('secretObjects', [
    { secretName: 'database', type: 'Opaque', data: [{ objectName: 'password', key: 'password' }] },
  ]);
});

test.each<[change: object, finding: string]>([
  [{ provider: 'onepassword' }, 'source.provider must be "aws" or "azure" or "gcp" or "vault", got "onepassword"'],
  [{ keys: {} }, 'source.keys must have "password", got none; write "password": { resourceName: "…" }'],
  [
    { keys: { password: {} } },
    'source.keys["password"].resourceName must be a string that is not empty, got undefined',
  ],
])('refuses %j', (change, finding) => {
  const message = refusal((chart) => {
    new SecretRef(chart, 'database', { keys: ['password'], source: { ...gcp, ...change } });
  });
  expect(message).toBe(`1 finding:\n[shop/database] ${finding}`);
});
