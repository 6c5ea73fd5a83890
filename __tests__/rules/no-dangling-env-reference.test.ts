import { noDanglingEnvReference } from '../../lib/rules/no-dangling-env-reference';
import { deployment, findings, optedOut } from '../manifests';

const secret = { valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } };

test.each([
  [
    'a variable before it',
    deployment({
      env: [
        { name: 'P', ...secret },
        { name: 'URI', value: 'db://$(P)@db' },
      ],
    }),
  ],
  ['an escaped reference', deployment({ env: [{ name: 'A', value: '$$(P)' }] })],
  ["a shell's command", deployment({ env: [{ name: 'A', value: '$(cat /etc/hostname) $P ${P}' }] })],
  [
    'a container with envFrom, whose names are not known',
    deployment({ envFrom: [{}], env: [{ name: 'A', value: '$(P)' }] }),
  ],
  [
    'the API server',
    deployment({ env: [{ name: 'A', value: '$(KUBERNETES_SERVICE_HOST)' }] }, { enableServiceLinks: false }),
  ],
  ['a Service, by its link', deployment({ env: [{ name: 'A', value: '$(DB_SERVICE_HOST):$(DB_PORT)' }] })],
])('accepts %s', (_, manifest) => {
  expect(findings(noDanglingEnvReference, manifest)).toEqual([]);
});

test('refuses a reference to a variable that comes later', () => {
  const manifest = deployment({
    env: [
      { name: 'URI', value: 'db://$(P)@db' },
      { name: 'P', ...secret },
    ],
  });
  expect(findings(noDanglingEnvReference, manifest)).toEqual([
    '[Deployment shop/web] env URI of container "main" refers to $(P), which does not stand before it; put P before URI, or write $$(P) for the text itself (no-dangling-env-reference)',
  ]);
});

test('refuses a reference to a variable that the container does not have', () => {
  const manifest = deployment({ env: [{ name: 'A', value: '$(DB_SERVICE_HOST)' }] }, { enableServiceLinks: false });
  expect(findings(noDanglingEnvReference, manifest)).toEqual([
    '[Deployment shop/web] env A of container "main" refers to $(DB_SERVICE_HOST), which the container does not have; put DB_SERVICE_HOST before A, or write $$(DB_SERVICE_HOST) for the text itself (no-dangling-env-reference)',
  ]);
});

test('lets an object through that says why', () => {
  const manifest = deployment({ env: [{ name: 'A', value: '$(P)' }] });
  expect(findings(noDanglingEnvReference, optedOut(manifest, noDanglingEnvReference))).toEqual([]);
});
