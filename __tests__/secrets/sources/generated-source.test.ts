import { App, Chart } from 'cdk8s';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { GeneratedSource } from '../../../lib/secrets/sources/generated-source';
import { render } from '../../../lib/synth/render';
import { only, refusal, rendered } from '../../rendered';

function database(source: Partial<GeneratedSource<'username' | 'password'>> = {}) {
  return rendered((chart) => {
    new SecretRef(chart, 'database', { keys: ['username', 'password'], source: { type: 'generated', ...source } });
  });
}

test('makes values of letters and digits alone, which stand for themselves in a URI', () => {
  expect(only(database(), 'Password').spec).toEqual({
    length: 32,
    digits: 8,
    symbols: 0,
    noUpper: false,
    allowRepeat: true,
  });
});

test('is made once, immutable and owned by nobody, so that no database loses the password that it knows', () => {
  expect(only(database(), 'ExternalSecret').spec).toEqual({
    refreshPolicy: 'CreatedOnce',
    secretStoreRef: { name: 'database-generated', kind: 'SecretStore' },
    target: {
      name: 'database',
      creationPolicy: 'Orphan',
      deletionPolicy: 'Merge',
      immutable: true,
      template: {
        engineVersion: 'v2',
        mergePolicy: 'Replace',
        data: {
          username: '{{ with index . "username" }}{{ . }}{{ else }}database{{ end }}',
          password: '{{ index . "password" }}',
        },
      },
    },
    dataFrom: [
      {
        sourceRef: {
          generatorRef: {
            apiVersion: 'generators.external-secrets.io/v1alpha1',
            kind: 'Password',
            name: 'database',
          },
        },
        rewrite: [{ regexp: { source: '^password$', target: 'password' } }],
      },
      {
        extract: { key: 'database', conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' },
      },
    ],
  });
});

test('keeps the values of a Secret that exists, which the operator may read and no other', () => {
  const manifests = database();
  const metadata = { name: 'database-generated', namespace: 'shop' };
  expect(only(manifests, 'SecretStore')).toMatchObject({
    metadata,
    spec: {
      provider: {
        kubernetes: {
          remoteNamespace: 'shop',
          server: {
            url: 'kubernetes.default',
            caProvider: { type: 'ConfigMap', name: 'kube-root-ca.crt', key: 'ca.crt' },
          },
          auth: { serviceAccount: { name: 'database-generated' } },
        },
      },
    },
  });
  expect(only(manifests, 'ServiceAccount')).toMatchObject({ metadata, automountServiceAccountToken: false });
  expect(only(manifests, 'RoleBinding')).toMatchObject({
    metadata,
    subjects: [{ kind: 'ServiceAccount', name: 'database-generated', namespace: 'shop' }],
  });
  expect(only(manifests, 'Role')).toMatchObject({
    metadata,
    rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['database'], verbs: ['get'] }],
  });
});

test('generates each key on its own, and leaves out the template where no key has a fixed text', () => {
  const manifests = rendered((chart) => {
    new SecretRef(chart, 'tokens', { keys: ['a', 'b'], source: { type: 'generated', length: 64 } });
  });
  expect(only(manifests, 'Password').spec).toMatchObject({ length: 64 });
  const { spec } = only(manifests, 'ExternalSecret');
  expect(spec).not.toHaveProperty('target.template');
  expect(spec).toMatchObject({
    dataFrom: [
      { sourceRef: { generatorRef: { name: 'tokens' } }, rewrite: [{ regexp: { source: '^password$', target: 'a' } }] },
      { sourceRef: { generatorRef: { name: 'tokens' } }, rewrite: [{ regexp: { source: '^password$', target: 'b' } }] },
      { extract: { key: 'tokens' } },
    ],
  });
});

test.each<[change: object, finding: string]>([
  [{ length: 8 }, 'source.length must be an integer from 16 to 1024, got 8; write 16'],
  [{ fixed: { user: 'x' } }, 'source.fixed["user"] must be a key of the Secret; write one of "username", "password"'],
  [{ fixed: { username: 7 } }, 'source.fixed["username"] must be a string, got 7; write "7"'],
  [
    { fixed: { username: '{{ x }}' } },
    'source.fixed["username"] must be a text without {{, got a string; write it as it is',
  ],
  [
    { fixed: { username: 'a', password: 'b' } },
    'source.fixed must leave a key to generate, got all of them; choose another source',
  ],
])('refuses %j', (change, finding) => {
  const message = refusal((chart) => {
    const source = { type: 'generated', ...change } as GeneratedSource<'username' | 'password'>;
    new SecretRef(chart, 'database', { keys: ['username', 'password'], source });
  });
  expect(message.split('\n')).toContain(`[shop/database] ${finding}`);
});

test('reads the values of a copy from its original, which the account of the copy alone may read', () => {
  const app = new App();
  const source = { type: 'generated' } as const;
  const keys = ['username', 'password'] as const;
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  const copyOf = new SecretRef(shop, 'database', { keys, source });
  const before = render(app).length;
  new SecretRef(new Chart(app, 'reports', { namespace: 'reports' }), 'database', { keys, source, copyOf });
  const manifests = render(app);
  const ofCopy = manifests.filter(({ metadata }) => metadata.namespace === 'reports' || /copy$/.test(metadata.name));
  expect(manifests).toHaveLength(before + ofCopy.length);
  const one = (kind: string) => only(ofCopy, kind);
  const data = (key: string) => ({
    secretKey: key,
    remoteRef: {
      key: 'database',
      property: key,
      conversionStrategy: 'Default',
      decodingStrategy: 'None',
      metadataPolicy: 'None',
    },
  });
  expect(one('ExternalSecret').spec).toEqual({
    refreshPolicy: 'Periodic',
    refreshInterval: '1h',
    secretStoreRef: { name: 'database-generated', kind: 'SecretStore' },
    target: { name: 'database', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
    data: keys.map(data),
  });
  expect(one('SecretStore')).toMatchObject({
    metadata: { name: 'database-generated', namespace: 'reports' },
    spec: {
      provider: {
        kubernetes: { remoteNamespace: 'shop', auth: { serviceAccount: { name: 'database-generated' } } },
      },
    },
  });
  const metadata = { name: 'reports-database-copy', namespace: 'shop' };
  expect(one('Role')).toMatchObject({ metadata, rules: [{ resourceNames: ['database'], verbs: ['get'] }] });
  expect(one('RoleBinding')).toMatchObject({
    metadata,
    roleRef: { name: 'reports-database-copy' },
    subjects: [{ kind: 'ServiceAccount', name: 'database-generated', namespace: 'reports' }],
  });
});
