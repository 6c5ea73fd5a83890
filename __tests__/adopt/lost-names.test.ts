import { adoptionOf, deploymentText, objectText, serviceText } from './adopted';

// The construct calls the container `web`, and its port `http`.
const port = { ports: [{ name: 'api', containerPort: 8080 }] };
const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const ofPods = { matchLabels: { app: 'web' } };
const memory = { resource: 'limits.memory' };

function reasons(container: object, others: readonly string[] = [], template: object = {}): readonly string[] {
  const text = deploymentText({ ...port, ...container }).replace(
    '"metadata":{"labels"',
    `"metadata":{${JSON.stringify(template).slice(1, -1)}${Object.keys(template).length > 0 ? ',' : ''}"labels"`,
  );
  return adoptionOf([text, serviceText(), ...others].join('\n---\n')).kept.map(({ reason }) => reason);
}

test('keeps pods of which a variable names the container', () => {
  const env = [{ name: 'A', valueFrom: { resourceFieldRef: { containerName: 'main', ...memory } } }];
  expect(reasons({ env })).toEqual(['its resourceFieldRef names its container "main", which the construct renames']);
});

test.each([
  ['container.apparmor.security.beta.kubernetes.io/main', 'runtime/default'],
  ['logs.example.com/main.format', 'json'],
  ['example.com/container-names', 'other,main'],
])('keeps pods whose annotation %s names the container', (annotation, value) => {
  expect(reasons({}, [], { annotations: { [annotation]: value } })).toEqual([
    `its annotation ${annotation} names its container "main", which the construct renames`,
  ]);
});

test.each([
  [
    objectText('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
      spec: {
        scaleTargetRef: target,
        maxReplicas: 5,
        metrics: [
          {
            type: 'ContainerResource',
            containerResource: {
              name: 'cpu',
              container: 'main',
              target: { type: 'Utilization', averageUtilization: 60 },
            },
          },
        ],
      },
    }),
    'HorizontalPodAutoscaler shop/web names its container "main"',
  ],
  [
    objectText('autoscaling.k8s.io/v1', 'VerticalPodAutoscaler', 'sizes', {
      spec: { targetRef: target, resourcePolicy: { containerPolicies: [{ containerName: 'main' }] } },
    }),
    'VerticalPodAutoscaler shop/sizes names its container "main"',
  ],
  [
    objectText('networking.k8s.io/v1', 'NetworkPolicy', 'in', {
      spec: { podSelector: ofPods, ingress: [{ ports: [{ port: 'api' }] }] },
    }),
    'NetworkPolicy shop/in names its port "api"',
  ],
  [
    objectText('networking.k8s.io/v1', 'NetworkPolicy', 'out', {
      spec: {
        podSelector: { matchLabels: { app: 'client' } },
        egress: [{ to: [{ podSelector: ofPods }], ports: [{ port: 'api' }] }],
      },
    }),
    'NetworkPolicy shop/out names its port "api"',
  ],
  [
    objectText('monitoring.example.com/v1', 'PodMonitoring', 'scrapes', {
      spec: { selector: ofPods, endpoints: [{ port: 'api' }] },
    }),
    'PodMonitoring shop/scrapes names its port "api"',
  ],
])('keeps pods whose names another object has', (object, reason) => {
  expect(reasons({}, [object])).toEqual([`${reason}, which the construct renames`]);
});

test.each([
  ['an autoscaler of another workload', { targetRef: { ...target, name: 'api' }, container: 'main' }],
  ['an object for other pods', { selector: { matchLabels: { app: 'api' } }, endpoints: [{ port: 'api' }] }],
])('takes pods beside %s', (_, spec) => {
  expect(reasons({}, [objectText('example.com/v1', 'Other', 'other', { spec })])).toEqual([]);
});

test('takes pods beside a NetworkPolicy that lets out to that port of others', () => {
  const egress = [{ to: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: [{ port: 'api' }] }];
  const policy = objectText('networking.k8s.io/v1', 'NetworkPolicy', 'out', { spec: { podSelector: {}, egress } });
  expect(reasons({}, [policy])).toEqual([]);
});

test('takes pods whose names stay', () => {
  const env = [{ name: 'A', valueFrom: { resourceFieldRef: { containerName: 'web', ...memory } } }];
  expect(reasons({ name: 'web', env, ports: [{ name: 'http', containerPort: 8080 }] })).toEqual([]);
});
