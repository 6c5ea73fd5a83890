import { App, Chart } from 'cdk8s';
import { BackendService } from '../../../lib/backend-service/backend-service';
import { findingText } from '../../../lib/findings/finding';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { validSecretTypes } from '../../../lib/rules/secrets/valid-secret-types';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { deployment, object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';
import { inspect } from '../../../lib/synth/render';

const puller = deployment({}, { imagePullSecrets: [{ name: 'registry' }] });
const docker = 'kubernetes.io/dockerconfigjson';
const encryptedData = { '.dockerconfigjson': 'AAAA' };
const named = { name: 'registry' };

const sealed = (template: object, name = 'registry'): KubernetesManifest => ({
  ...object('SealedSecret', { spec: { encryptedData, template } }, { name }),
  apiVersion: 'bitnami.com/v1alpha1',
});
const external = (target: object, name = 'registry'): KubernetesManifest => ({
  ...object('ExternalSecret', { spec: { target } }, { name }),
  apiVersion: 'external-secrets.io/v1',
});
const synced = (secretObject: object): KubernetesManifest => ({
  ...object('SecretProviderClass', { spec: { secretObjects: [secretObject] } }, { name: 'provider' }),
  apiVersion: 'secrets-store.csi.x-k8s.io/v1',
});
const data = [{ key: '.dockerconfigjson', objectName: 'a' }];

test.each<[string, KubernetesManifest[]]>([
  ['a Secret', [object('Secret', { type: docker, data: { '.dockerconfigjson': 'e30=' } }, named)]],
  [
    'a Secret of the older type',
    [object('Secret', { type: 'kubernetes.io/dockercfg', data: { '.dockercfg': '' } }, named)],
  ],
  ['a SealedSecret', [sealed({ type: docker })]],
  ['a SealedSecret of another name', [sealed({ type: docker, metadata: named }, 'sealed')]],
  ['an ExternalSecret', [external({ template: { type: docker } })]],
  ['an ExternalSecret of another name', [external({ name: 'registry', template: { type: docker } }, 'external')]],
  ['an ExternalSecret that adds to a Secret', [external({ creationPolicy: 'Merge' })]],
  ['what the CSI driver makes', [synced({ secretName: 'registry', type: docker, data })]],
  ['a Secret of the cluster', []],
  ['a Secret of another namespace', [object('Secret', { data: { a: '' } }, { ...named, namespace: 'other' })]],
])('lets pods pull with %s', (_, secrets) => {
  expect(findings(validSecretTypes, puller, ...secrets)).toEqual([]);
});

test.each<[string, KubernetesManifest]>([
  ['Secret registry', object('Secret', { data: { '.dockerconfigjson': 'e30=' } }, named)],
  ['SealedSecret registry', sealed({ type: 'Opaque' })],
  ['SealedSecret sealed', sealed({ metadata: named }, 'sealed')],
  ['ExternalSecret registry', external({})],
  ['ExternalSecret external', external({ name: 'registry', template: { data: {} } }, 'external')],
  ['SecretProviderClass provider', synced({ secretName: 'registry', type: 'Opaque', data })],
])('refuses pods that pull with an Opaque Secret of %s', (by, secret) => {
  const message = `must name a Secret of the type "${docker}", got "registry" of the type "Opaque" in ${by}; write the type there (valid-secret-types)`;
  expect(findings(validSecretTypes, puller, secret)).toEqual([
    `[Deployment shop/web] spec.template.spec.imagePullSecrets["registry"].name ${message}`,
  ]);
  const account = object('ServiceAccount', { imagePullSecrets: [{ name: 'registry' }] });
  expect(findings(validSecretTypes, account, secret)).toEqual([
    `[ServiceAccount shop/web] imagePullSecrets["registry"].name ${message}`,
  ]);
  expect(findings(validSecretTypes, optedOut(puller, validSecretTypes), secret)).toEqual([]);
});

test.each<[KubernetesManifest, string]>([
  [
    object('Secret', { type: 'kubernetes.io/tls', data: { 'tls.crt': '' }, stringData: { key: '' } }),
    '[Secret shop/web] data must have "tls.key" in a Secret of the type "kubernetes.io/tls", got "tls.crt", "key"; write ["tls.crt", "tls.key"]',
  ],
  [
    sealed({ type: 'kubernetes.io/ssh-auth' }),
    '[SealedSecret shop/registry] spec.encryptedData must have "ssh-privatekey" in a Secret of the type "kubernetes.io/ssh-auth", got ".dockerconfigjson"; write ["ssh-privatekey"]',
  ],
  [
    synced({ secretName: 'login', type: 'kubernetes.io/basic-auth', data }),
    '[SecretProviderClass shop/provider] spec.secretObjects[0].data must have "username" or "password" in a Secret of the type "kubernetes.io/basic-auth", got ".dockerconfigjson"; write ["username", "password"]',
  ],
])('refuses a Secret that lacks a key of its type', (secret, finding) => {
  expect(findings(validSecretTypes, secret)).toEqual([`${finding} (valid-secret-types)`]);
});

test('finds nothing, and does not fail, in what is made of something else', () => {
  const odd = [
    object('Secret', { type: 7, data: 'x', stringData: null }),
    sealed({ metadata: 'x', data: [] }),
    external({ name: 7 }),
    synced({}),
    deployment({}, { imagePullSecrets: 'registry' }),
    deployment({}, { imagePullSecrets: [null, {}, { name: 7 }] }),
  ];
  expect(findings(validSecretTypes, ...odd)).toEqual([]);
});

test('looks at what an override pulls with', () => {
  const app = new App();
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  const keys = { password: { remoteRef: { key: 'production/password' } } };
  new SecretRef(chart, 'database', {
    keys: ['password'],
    source: { type: 'external', secretStoreRef: { name: 'vault' }, keys },
  });
  const spec = { imagePullSecrets: [{ name: 'database' }] };
  const overrides = { deployment: { spec: { template: { spec } } } };
  new BackendService(chart, 'api', { image: 'docker.io/demo/api:1.2.3', port: 8080, overrides });
  expect(inspect(app).findings.map(findingText)).toEqual([
    `[shop/api/deployment] spec.template.spec.imagePullSecrets["database"].name must name a Secret of the type "${docker}", got "database" of the type "Opaque" in ExternalSecret database; write the type there (valid-secret-types)`,
  ]);
});

test('refuses pods that pull with the Secret of a Certificate', () => {
  const certificate = {
    ...object('Certificate', { spec: { secretName: 'registry' } }),
    apiVersion: 'cert-manager.io/v1',
  };
  expect(findings(validSecretTypes, puller, certificate)).toEqual([
    `[Deployment shop/web] spec.template.spec.imagePullSecrets["registry"].name must name a Secret of the type "${docker}", got "registry" of the type "kubernetes.io/tls" in Certificate web; write the type there (valid-secret-types)`,
  ]);
});
