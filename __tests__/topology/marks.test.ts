import { scalerOf, settingsOf } from '../../lib/topology/marks';
import { deployment, object } from '../manifests';
import { shop } from './shop';

const api = shop.find(({ kind }) => kind === 'Deployment') ?? deployment({});

test('marks a workload by its autoscaler, budget, policy and identity, and knows their objects', () => {
  const { marks, objects } = settingsOf(api, shop);
  expect(marks).toEqual([
    { kind: 'autoscaler', text: '2 to 6 pods' },
    { kind: 'budget', text: 'at most 1 away' },
    { kind: 'policy', text: 'ingress and egress by rules' },
    { kind: 'identity', text: 'api: Role reader' },
  ]);
  expect(objects.map(({ kind }) => kind)).toEqual([
    ...[
      'HorizontalPodAutoscaler',
      'PodDisruptionBudget',
      'NetworkPolicy',
      'ServiceAccount',
      'RoleBinding',
      'ConfigMap',
    ],
  ]);
  expect(scalerOf(api, shop)?.most).toBe(6);
});

test('marks the identity that a cloud gives, and a budget by its least', () => {
  // Its old field, which the API server copies to the new one.
  const web = deployment({}, { serviceAccount: 'web' });
  const account = object(
    'ServiceAccount',
    {},
    { annotations: { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/a' } },
  );
  const budget = object('PodDisruptionBudget', {
    spec: { minAvailable: '50%', selector: { matchLabels: { app: 'web' } } },
  });
  expect(settingsOf(web, [account, budget]).marks.map(({ text }) => text)).toEqual([
    'at least 50% there',
    'web: arn:aws:iam::1:role/a',
  ]);
});

test('marks no account without rights', () => {
  const web = deployment({}, { serviceAccountName: 'web' });
  expect(settingsOf(web, [object('ServiceAccount')])).toEqual({ marks: [], objects: [object('ServiceAccount')] });
});
