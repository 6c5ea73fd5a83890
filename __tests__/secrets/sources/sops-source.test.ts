import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { render } from '../../../lib/synth/render';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { SecretEnvironment, setSecretEnvironment } from '../../../lib/secrets/sources/secret-environment';
import { temporaryDirectory } from '../../temporary-directory';
import { sopsFile, sopsValue } from './encrypted-files';

function database(text: string, appliedBy: SecretEnvironment['appliedBy'] = 'flux'): readonly KubernetesManifest[] {
  const file = join(temporaryDirectory({ 'database.yaml': text }), 'database.yaml');
  const app = new App();
  setSecretEnvironment(app, { name: 'production', appliedBy, sources: { database: { type: 'sops', file } } });
  new SecretRef(new Chart(app, 'shop', { namespace: 'shop' }), 'database', { keys: ['password'] });
  return render(app);
}

test('renders the encrypted Secret as it is, for Flux to decrypt', () => {
  const file = sopsFile({ password: sopsValue() });
  expect(database(file)).toEqual([JSON.parse(file)]);
});

test.each(['kubectl', 'argocd'] as const)('refuses an environment that %s applies, which decrypts nothing', (by) => {
  expect(() => database(sopsFile({ password: sopsValue() }), by)).toThrow(
    `[shop/database] source.type must not be "sops" if ${by} applies the manifests, which does not decrypt it; choose the source "sealed" or "external", or write appliedBy: "flux" in setSecretEnvironment`,
  );
});

const remedy = "encrypt the Secret with sops --encrypted-regex '^(data|stringData)$'";

test.each([
  [
    'a value in plain text',
    sopsFile({ password: 'hunter2' }),
    `must have every value encrypted, got "password" in plain text in `,
  ],
  ['no such key', sopsFile({ token: sopsValue() }), `must have the key "password", got none in `],
  [
    'another namespace',
    sopsFile({ password: sopsValue() }, { namespace: 'other' }),
    `must be for the namespace "shop", got "other" in `,
  ],
  [
    'no encryption at all',
    JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'database', namespace: 'shop' } }),
    `must be encrypted, got a Secret without sops in `,
  ],
])('refuses a file with %s, and does not repeat it', (_, text, finding) => {
  const refused = (): unknown => database(text);
  expect(refused).toThrow(finding);
  expect(refused).toThrow(remedy);
  expect(refused).not.toThrow('hunter2');
});
