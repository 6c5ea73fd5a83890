import { App, Chart } from 'cdk8s';
import { setFilesRoot } from '../../../lib/construct/files-root';
import { decided } from '../../../lib/props/schema';
import { SecretSource, secretSource } from '../../../lib/secrets/sources/secret-source';
import { sourceObjects } from '../../../lib/secrets/sources/source-objects';
import { kinds, rendered } from '../../rendered';
import { textOf } from '../../problem-text';

const secret = { name: 'database', namespace: 'shop', type: 'Opaque', keys: ['password'] };

test.each<[source: SecretSource<'password'>, expected: string[], delivery: string]>([
  [{ type: 'existing' }, [], 'secret'],
  [
    { type: 'external', secretStoreRef: { name: 'a' }, keys: { password: { remoteRef: { key: 'a' } } } },
    ['ExternalSecret'],
    'secret',
  ],
  [
    { type: 'generated' },
    ['Password', 'ServiceAccount', 'Role', 'RoleBinding', 'SecretStore', 'ExternalSecret'],
    'secret',
  ],
  [{ type: 'csi', provider: 'azure', keys: { password: { objectName: 'a' } } }, ['SecretProviderClass'], 'csi'],
  [{ type: 'vault', role: 'a', keys: { password: { path: 'a', field: 'b' } } }, [], 'vault'],
])('renders %j, and says how it reaches a pod', (source, expected, delivery) => {
  let type: string | undefined;
  const manifests = rendered((chart: Chart) => {
    ({ type } = sourceObjects(chart, secret, decided(secretSource, source), undefined).add());
  });
  expect({ kinds: kinds(manifests), type }).toEqual({ kinds: expected, type: delivery });
});

test.each(['sealed', 'sops'] as const)('must know the file or the environment of the source "%s"', (type) => {
  const environment = { name: 'production', appliedBy: 'flux' } as const;
  const app = new App();
  setFilesRoot(app, '/program');
  const [issue] = sourceObjects(app, secret, { type }, environment).issues;
  expect(textOf(issue)).toContain(`got "/program/${type}/production/database.yaml"`);
});
