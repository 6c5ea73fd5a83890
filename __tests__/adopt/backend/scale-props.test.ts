import { adoptedProps, deploymentText, objectText } from '../adopted';

const target = { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' } };
const use = (name: string, averageUtilization: number): object => ({
  type: 'Resource',
  resource: { name, target: { type: 'Utilization', averageUtilization } },
});
const scaler = (spec: object, name = 'web'): string =>
  objectText('autoscaling/v2', 'HorizontalPodAutoscaler', name, { spec: { ...target, ...spec } });

test('says an autoscaler, and keeps its name and what no prop says of it', () => {
  const text = deploymentText({}, {}, { replicas: undefined });
  expect(adoptedProps([text, scaler({ minReplicas: 2, maxReplicas: 5, metrics: [use('cpu', 70)] })])).toEqual({
    replicas: { min: 2, max: 5 },
    networkPolicy: false,
  });
  const behavior = { scaleUp: { stabilizationWindowSeconds: 30 }, scaleDown: { stabilizationWindowSeconds: 60 } };
  const metrics = [use('memory', 80)];
  expect(adoptedProps([text, scaler({ maxReplicas: 5, metrics, behavior }, 'web-hpa')])).toEqual({
    replicas: { min: 1, max: 5, cpuPercent: false, memoryPercent: 80, scaleDownStabilizationSeconds: 60 },
    networkPolicy: false,
    overrides: {
      autoscaler: {
        metadata: { name: 'web-hpa' },
        spec: { behavior: { scaleUp: { stabilizationWindowSeconds: 30 } } },
      },
    },
  });
});

test('takes a budget that lets one pod go, and keeps any other beside the pods', () => {
  const budget = (spec: object): string =>
    objectText('policy/v1', 'PodDisruptionBudget', 'web', {
      spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
    });
  expect(adoptedProps([deploymentText({}), budget({ minAvailable: 1 })])).toEqual({ networkPolicy: false });
  expect(adoptedProps([deploymentText({}), budget({ maxUnavailable: '30%' })])).toEqual({
    podDisruptionBudget: false,
    networkPolicy: false,
  });
});
