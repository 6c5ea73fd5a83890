import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { inspect } from '../../../lib/synth/render';
import { field, listField, KubernetesManifest } from '../../../lib/manifests/manifest';
import { SecretRef, SecretRefProps } from '../../../lib/secrets/secret-ref';
import { setSecretEnvironment } from '../../../lib/secrets/sources/secret-environment';
import { SecretSource } from '../../../lib/secrets/sources/secret-source';
import { SecretType } from '../../../lib/kubernetes/secret-type';
import { temporaryDirectory } from '../../temporary-directory';
import { ciphertext, sealedFile, sopsFile, sopsValue } from './encrypted-files';
import { textsOf } from '../../problem-text';
import { only } from '../../rendered';

type Source = SecretSource<string>;

/** A Secret in an environment that Flux applies. */
function secret(props: Omit<SecretRefProps<string>, 'keys'> & { readonly keys: readonly string[] }) {
  const app = new App();
  setSecretEnvironment(app, { name: 'production', appliedBy: 'flux' });
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const { type } = new SecretRef(chart, 'database', props as SecretRefProps<string>);
  const { manifests, findings } = inspect(app);
  return { type, manifests, findings: textsOf(findings).map((finding) => finding.replace('[shop/database] ', '')) };
}

const remote = { remoteRef: { key: 'production/x' } };
const values = <T>(keys: readonly string[], value: T) => Object.fromEntries(keys.map((key) => [key, value]));

/** A file that holds the keys, of a type if it states one. */
function fileOf(write: (keys: Record<string, string>) => string, keys: readonly string[], type?: string): string {
  const value = write === sopsFile ? sopsValue() : ciphertext();
  const content = JSON.parse(write(values(keys, value))) as KubernetesManifest & { spec?: { template: object } };
  const typed =
    content.kind === 'Secret'
      ? { ...content, type }
      : { ...content, spec: { ...content.spec, template: { ...content.spec?.template, type } } };
  return join(temporaryDirectory({ 'file.yaml': JSON.stringify(typed) }), 'file.yaml');
}

const sources: Readonly<Record<string, (keys: readonly string[], type: SecretType) => Source>> = {
  external: (keys) => ({ type: 'external', secretStoreRef: { name: 'vault' }, keys: values(keys, remote) }),
  'external with a template': (keys) => ({
    type: 'external',
    secretStoreRef: { name: 'vault' },
    keys: values(keys, { template: '{{ .whole }}' }),
    inputs: { whole: remote },
  }),
  sealed: (keys) => ({ type: 'sealed', file: fileOf(sealedFile, keys) }),
  'sealed by kubeseal with a type': (keys, type) => ({ type: 'sealed', file: fileOf(sealedFile, keys, type) }),
  'sealed as Opaque': (keys) => ({ type: 'sealed', file: fileOf(sealedFile, keys, 'Opaque') }),
  sops: (keys, type) => ({ type: 'sops', file: fileOf(sopsFile, keys, type) }),
  csi: (keys) => ({ type: 'csi', provider: 'gcp', sync: true, keys: values(keys, { resourceName: 'x' }) }),
};

/** The type of the Secret that an object becomes. */
function typeOf(manifests: readonly KubernetesManifest[]): unknown {
  const [manifest] = manifests;
  return (
    field(manifest, 'type') ??
    field(manifest, 'spec', 'target', 'template', 'type') ??
    field(manifest, 'spec', 'template', 'type') ??
    field(listField(manifest, 'spec', 'secretObjects')[0], 'type')
  );
}

describe.each(Object.entries(sources))('the source %s', (_, source) => {
  test.each<[SecretType, string[]]>([
    ['kubernetes.io/dockerconfigjson', ['.dockerconfigjson']],
    ['kubernetes.io/tls', ['tls.crt', 'tls.key', 'ca.crt']],
    ['kubernetes.io/ssh-auth', ['ssh-privatekey']],
  ])('makes a Secret of the type %s, which the keys say', (type, keys) => {
    const made = secret({ keys, source: source(keys, type) });
    expect([made.type, typeOf(made.manifests), made.findings]).toEqual([type, type, []]);
  });

  test.each<[SecretType, string[]]>([
    ['kubernetes.io/basic-auth', ['username', 'password']],
    ['example.com/licence', ['licence']],
  ])('makes a Secret of the type %s, which is stated', (type, keys) => {
    const made = secret({ keys, type, source: source(keys, type) });
    expect([made.type, typeOf(made.manifests), made.findings]).toEqual([type, type, []]);
  });
});

test('is Opaque where a Secret for the kubelet is stated to be so, as others may read it', () => {
  const keys = ['.dockerconfigjson'];
  expect(secret({ keys, type: 'Opaque' })).toMatchObject({ type: 'Opaque', findings: [] });
});

test('has all keys in the template that alone states a type', () => {
  const keys = ['tls.crt', 'tls.key'];
  const [manifest] = secret({ keys, source: sources['external']?.(keys, '') }).manifests;
  expect(field(manifest, 'spec', 'target', 'template')).toEqual({
    engineVersion: 'v2',
    mergePolicy: 'Replace',
    type: 'kubernetes.io/tls',
    data: { 'tls.crt': '{{ index . "tls.crt" }}', 'tls.key': '{{ index . "tls.key" }}' },
  });
});

test('leaves its type to a Secret that keys are added to', () => {
  const keys = ['tls.crt', 'tls.key'];
  const source: Source = {
    type: 'external',
    secretStoreRef: { name: 'vault' },
    creationPolicy: 'Merge',
    keys: values(keys, remote),
  };
  const made = secret({ keys, source });
  expect([typeOf(made.manifests), made.findings]).toEqual([undefined, []]);
});

test('generates a password of the type for one, and nothing that is no random text', () => {
  const externalSecret = (props: Parameters<typeof secret>[0]) => only(secret(props).manifests, 'ExternalSecret');
  const keys = ['username', 'password'];
  const made = externalSecret({ keys, type: 'kubernetes.io/basic-auth', source: { type: 'generated' } });
  expect(field(made, 'spec', 'target', 'template', 'type')).toBe('kubernetes.io/basic-auth');
  const licence = externalSecret({ keys: ['a'], type: 'example.com/a', source: { type: 'generated' } });
  expect(field(licence, 'spec', 'target', 'template')).toMatchObject({
    type: 'example.com/a',
    data: { a: '{{ index . "a" }}' },
  });
  expect(secret({ keys: ['.dockerconfigjson'], source: { type: 'generated' } }).findings).toEqual([
    'source.type must not be "generated" for a Secret of the type "kubernetes.io/dockerconfigjson", whose values are no random text; choose the source "existing", "external" or "sealed"',
  ]);
});

const path = { path: 'secret/data/a', field: 'a' };

test.each<[string, Source, string]>([
  [
    'vault',
    { type: 'vault', role: 'shop', keys: { 'tls.crt': path, 'tls.key': path } },
    'which makes none; leave it out',
  ],
  [
    'csi',
    { type: 'csi', provider: 'gcp', keys: values(['tls.crt', 'tls.key'], { resourceName: 'x' }) },
    'which makes none; leave it out, or write sync: true in its source',
  ],
])(
  'refuses a type for the source %s, which makes no Secret, and is content with the keys of one',
  (type, source, end) => {
    const keys = ['tls.crt', 'tls.key'];
    expect(secret({ keys, source }).findings).toEqual([]);
    expect(secret({ keys, source, type: 'kubernetes.io/tls' }).findings).toEqual([
      `type must be of a Secret, got "kubernetes.io/tls" for the source "${type}", ${end}`,
    ]);
  },
);

test.each([
  [
    'sealed',
    sealedFile,
    'write type: "kubernetes.io/basic-auth" in the SecretRef, or the other in the file',
    'kubernetes.io/basic-auth',
  ],
  [
    'sops',
    sopsFile,
    'write type: "kubernetes.io/basic-auth" in the SecretRef, or encrypt a Secret of the other',
    'kubernetes.io/basic-auth',
  ],
] as const)('refuses a file of the source %s for another type', (type, write, remedy, found) => {
  const keys = ['username', 'password'];
  const file = fileOf(write, keys, found);
  expect(secret({ keys, source: { type, file } }).findings).toEqual([
    `source.file must be of the type "Opaque", got "${found}" in ${JSON.stringify(file)}; ${remedy}`,
  ]);
});

test('refuses a file of SOPS without the type that Flux would need to apply', () => {
  const file = fileOf(sopsFile, ['.dockerconfigjson']);
  expect(secret({ keys: ['.dockerconfigjson'], source: { type: 'sops', file } }).findings).toEqual([
    `source.file must be of the type "kubernetes.io/dockerconfigjson", got "Opaque" in ${JSON.stringify(file)}; write type: "Opaque" in the SecretRef, or encrypt a Secret of the other`,
  ]);
});

test('answers any type with findings or objects', () => {
  fc.assert(
    fc.property(fc.anything(), fc.subarray(['tls.crt', 'tls.key', 'username', '.dockerconfigjson']), (type, keys) => {
      const source = sources['external']?.(keys, '');
      for (const finding of secret({ keys, type: type as SecretType, source }).findings)
        expect(finding).toMatch(/^(type|keys) must /);
    }),
  );
});

test.each<[Omit<SecretRefProps<string>, 'keys'>, string[], string[]]>([
  [
    { type: 'kubernetes.io/tls' },
    ['certificate'],
    [
      'keys must have "tls.crt" and "tls.key" in a Secret of the type "kubernetes.io/tls", got "certificate"; write ["tls.crt", "tls.key"]',
    ],
  ],
  [
    { type: 'kubernetes.io/dockerConfigJson' },
    ['.dockerconfigjson'],
    [
      'type must be a type of Kubernetes or one of your own, got "kubernetes.io/dockerConfigJson"; write "kubernetes.io/dockerconfigjson"',
    ],
  ],
  [{ type: 7 as never }, ['a'], ['type must be a string, got 7; write "Opaque"']],
])('refuses %j with the keys %j', (props, keys, findings) => {
  expect(secret({ keys, ...props }).findings).toEqual(findings);
});
