import { readWorkload } from '../../lib/adopt/workload';
import { SecretVariables } from '../../lib/adopt/backend/reading';
import { deploymentText, objectsOf, objectText, serviceText } from './adopted';

test('takes the Service of its name, its account and its autoscaler, and no Service of other pods too', () => {
  const all = objectsOf(
    [
      deploymentText({}, { serviceAccountName: 'web' }),
      serviceText({ selector: { part: 'all' } }, { name: 'all' }),
      serviceText({}, { name: 'other' }),
      serviceText(),
      objectText('v1', 'ServiceAccount', 'web'),
      objectText('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
          minReplicas: 2,
          maxReplicas: 4,
        },
      }),
    ].join('\n---\n'),
  );
  const [source] = all;
  if (source === undefined) throw new Error('no objects');
  const settings = { secrets: new SecretVariables(new Map()), chosen: new Map(), expressionOf: () => undefined };
  const { absorbed, construct, reasons } = readWorkload(source, all, settings);
  expect(absorbed.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'Deployment web',
    'Service web',
    'ServiceAccount web',
    'HorizontalPodAutoscaler web',
  ]);
  expect(reasons).toEqual([]);
  // In the order of the reference.
  expect(Object.keys(construct.props)).toEqual([
    'image',
    'port',
    'replicas',
    'expose',
    'servicePort',
    'networkPolicy',
    'adopt',
  ]);
});
