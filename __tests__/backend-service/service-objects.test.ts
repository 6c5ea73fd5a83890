import { outcome } from './edge-values';

test('gives a further Service the labels and annotations that are given, and those of its own name', () => {
  const { manifests } = outcome({
    services: { public: { ports: { http: 81 } } },
    labels: { team: 'shop' },
    annotations: { 'example.com/runbook': 'docs' },
    owner: 'shop-team',
    adopt: { selector: { tier: 'old' } },
  });
  const further = manifests.find(({ metadata }) => metadata.name === 'api-public');
  expect(further).toMatchObject({ spec: { selector: { tier: 'old' } } });
  expect(further?.metadata).toEqual({
    name: 'api-public',
    namespace: 'shop',
    annotations: { 'example.com/runbook': 'docs' },
    labels: {
      app: 'api-public',
      'app.kubernetes.io/component': 'backend',
      'app.kubernetes.io/instance': 'api-public',
      'app.kubernetes.io/managed-by': 'cdk8s-backend',
      'app.kubernetes.io/name': 'api-public',
      'app.kubernetes.io/part-of': 'shop',
      owner: 'shop-team',
      team: 'shop',
    },
  });
});
