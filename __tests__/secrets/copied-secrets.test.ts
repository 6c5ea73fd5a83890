import { App, Chart } from 'cdk8s';
import { BackendService } from '../../lib/backend-service/backend-service';
import { prerequisites } from '../../lib/prerequisites/prerequisites';
import { copiedSecrets } from '../../lib/secrets/copied-secrets';
import { SecretRef, SecretRefProps } from '../../lib/secrets/secret-ref';
import { render } from '../../lib/synth/render';

const keys = ['username', 'password'] as const;

function charts() {
  const app = new App();
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  const reports = new Chart(app, 'reports', { namespace: 'reports' });
  return { app, shop, reports, original: new SecretRef(shop, 'login', { keys }) };
}

test('names the originals of copies, and no other Secret', () => {
  const { shop, reports, original } = charts();
  const copy = new SecretRef(reports, 'login', { keys, copyOf: original });
  const other = new SecretRef(shop, 'other', { keys });
  expect(copiedSecrets([other, copy.key('password'), copy])).toEqual({
    'cdk8s-backend/secret-copies': '{"login":"shop/login"}',
  });
  expect(copiedSecrets([other, original])).toEqual({});
});

test.each<[string, (chart: Chart, copy: SecretRef<'username' | 'password'>) => void]>([
  [
    'a variable',
    (chart, copy) => {
      service(chart, { secrets: { PASSWORD: copy.key('password') } });
    },
  ],
  [
    'a file',
    (chart, copy) => {
      service(chart, { files: { '/etc/login/password': copy.key('password') } });
    },
  ],
  [
    'all variables',
    (chart, copy) => {
      service(chart, { envFrom: [{ secret: copy }] });
    },
  ],
  [
    'a variable of a sidecar',
    (chart, copy) => {
      service(chart, { sidecars: { proxy: { image: 'proxy:1.0.0', secrets: { PASSWORD: copy.key('password') } } } });
    },
  ],
])('tells `secrets` the original where the copy is %s of a service', (_, use) => {
  const { app, reports, original } = charts();
  use(reports, new SecretRef(reports, 'copied', { keys, copyOf: original }));
  const [found] = prerequisites(render(app)).secrets;
  expect([found?.namespace, found?.name, found?.copyOf]).toEqual([
    'reports',
    'copied',
    { namespace: 'shop', name: 'login' },
  ]);
});

test.each<[string, Partial<SecretRefProps<string>> | ((original: SecretRef, other: Chart) => SecretRef), string]>([
  [
    'a text',
    { copyOf: 'shop/login' as never },
    'copyOf must be a SecretRef, got a string; write the SecretRef of the other chart',
  ],
  [
    'a key that the original lacks',
    { keys: ['username', 'token'] },
    'copyOf must have the keys "token", got "shop/login" with "username", "password"; write keys of that Secret',
  ],
  [
    'a copy of a copy',
    (original, other) => new SecretRef(other, 'first', { keys, copyOf: original }),
    'copyOf must not be a copy itself, got "other/first"; write the SecretRef of "shop/login"',
  ],
  [
    'a Secret of its own namespace',
    (_, other) => new SecretRef(new Chart(App.of(other), 'again', { namespace: 'reports' }), 'mine', { keys }),
    'copyOf must be a Secret of another namespace than "reports", got "reports/mine"; pass that SecretRef to all that read it',
  ],
])('refuses %s', (_, wrong, expected) => {
  const { app, reports, original } = charts();
  const other = new Chart(app, 'other', { namespace: 'other' });
  const props = typeof wrong === 'function' ? { copyOf: wrong(original, other) } : wrong;
  const copy = new SecretRef<string>(reports, 'copied', { keys, copyOf: original, ...props });
  expect(copy.node.validate()).toEqual([expected]);
});

function service(chart: Chart, props: Partial<ConstructorParameters<typeof BackendService>[2]>): void {
  new BackendService(chart, 'web', { image: 'web:1.0.0', port: 8080, ...props });
}
