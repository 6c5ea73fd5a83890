import { App, Chart } from 'cdk8s';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { render } from '../../../lib/synth/render';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { SecretEnvironment, setSecretEnvironment } from '../../../lib/secrets/sources/secret-environment';
import { kinds } from '../../rendered';

/** An application that needs two Secrets, and does not say where they come from. */
function inEnvironment(environment: SecretEnvironment, version?: number): readonly KubernetesManifest[] {
  const app = new App();
  setSecretEnvironment(app, environment);
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new SecretRef(chart, 'database', { keys: ['password'], version });
  new SecretRef(chart, 'jwt', { keys: ['secret'] });
  return render(app);
}

test('gives each Secret the source that stands under its name, whatever its version', () => {
  const sources: SecretEnvironment['sources'] = { database: { type: 'generated' }, jwt: { type: 'existing' } };
  const manifests = inEnvironment({ name: 'staging', sources }, 3);
  expect(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'Password database-v3',
    'ServiceAccount database-v3-generated',
    'Role database-v3-generated',
    'RoleBinding database-v3-generated',
    'SecretStore database-v3-generated',
    'ExternalSecret database-v3',
  ]);
});

test('gives each Secret the source that a function says', () => {
  const manifests = inEnvironment({
    name: 'staging',
    sources: ({ name, keys }) => ({
      type: 'external',
      secretStoreRef: { name: 'vault' },
      keys: Object.fromEntries(keys.map((key) => [key, { remoteRef: { key: `staging/${name}`, property: key } }])),
    }),
  });
  expect(kinds(manifests)).toEqual(['ExternalSecret', 'ExternalSecret']);
});

test('leaves Secrets to the cluster in an environment that says nothing of them', () => {
  expect(inEnvironment({ name: 'development' })).toEqual([]);
});

test.each<[what: string, sources: SecretEnvironment['sources'], got: string]>([
  ['a source for one of two Secrets', { database: { type: 'existing' } }, '"database"'],
  [
    'a function that knows one of two Secrets',
    ({ name }) => (name === 'jwt' ? undefined : { type: 'existing' }),
    'a function that returns none',
  ],
])('is refused with %s', (_, sources, got) => {
  expect(() => inEnvironment({ name: 'staging', sources })).toThrow(
    `1 finding:\n[shop/jwt] source must be set in the environment "staging", got ${got}; add "jwt": { type: "existing" } to its sources`,
  );
});

test('must be set before there is anything to give a source to', () => {
  const app = new App();
  new Chart(app, 'shop');
  expect(() => {
    setSecretEnvironment(app, { name: 'staging' });
  }).toThrow('[app] setSecretEnvironment must come before all constructs, got 1 of them; move it to the beginning');
});
