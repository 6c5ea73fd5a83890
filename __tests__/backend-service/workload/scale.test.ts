import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    'scales by the use of CPU alone, and slowly down',
    { replicas: { min: 2, max: 5 } },
    'HorizontalPodAutoscaler spec',
    {
      behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
      maxReplicas: 5,
      metrics: [
        { resource: { name: 'cpu', target: { averageUtilization: 70, type: 'Utilization' } }, type: 'Resource' },
      ],
      minReplicas: 2,
      scaleTargetRef: { name: 'api', apiVersion: 'apps/v1', kind: 'Deployment' },
    },
  ],
  [
    'looks at the application alone beside sidecars',
    { replicas: { min: 2, max: 5, memoryPercent: 80, cpuPercent: false }, sidecars: { proxy: { image: 'a:1' } } },
    'HorizontalPodAutoscaler spec.metrics',
    [
      {
        containerResource: {
          name: 'memory',
          container: 'api',
          target: { averageUtilization: 80, type: 'Utilization' },
        },
        type: 'ContainerResource',
      },
    ],
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [{ replicas: -1 }, ['replicas must be an integer from 0, got -1; write 2'], { replicas: 0 }],
  [
    { replicas: 2147483648 },
    ['replicas must be an integer from 0 to 2147483647, got 2147483648; write 2'],
    { replicas: 2147483647 },
  ],
  [
    { replicas: '2' },
    [
      'replicas must be an integer from 0 or { min, max, cpuPercent, memoryPercent, metrics, scaleDownStabilizationSeconds }, got "2"',
    ],
    { replicas: 2 },
  ],
  [
    { replicas: { min: 0, max: 3 } },
    ['replicas.min must be an integer from 1, got 0; write 2'],
    { replicas: { min: 1, max: 3 } },
  ],
  [
    { replicas: { min: 3, max: 3 } },
    ['replicas.max must be above min, which is 3, got 3; write a larger max or replicas: 3'],
    { replicas: { min: 3, max: 4 } },
  ],
  [
    { replicas: { min: 1, max: 3, cpuPercent: 0 } },
    ['replicas.cpuPercent must be an integer from 1, got 0; write 70'],
    { replicas: { min: 1, max: 3, cpuPercent: 1 } },
  ],
  [
    { replicas: { min: 1, max: 3, cpuPercent: false } },
    ['replicas must have a metric to follow, got cpuPercent false and no other; write memoryPercent or metrics'],
    { replicas: { min: 1, max: 3, cpuPercent: false, memoryPercent: 80 } },
  ],
  [
    { replicas: { min: 1, max: 3, scaleDownStabilizationSeconds: 3601 } },
    ['replicas.scaleDownStabilizationSeconds must be an integer from 0 to 3600, got 3601; write 300'],
    { replicas: { min: 1, max: 3, scaleDownStabilizationSeconds: 3600 } },
  ],
  [
    { replicas: { min: 1, max: 3, metrics: [{ type: 'External' }] } },
    [
      'replicas.metrics[0] must have the field external alone beside the type "External", got []; write { type: "External", external: … }',
    ],
    { replicas: { min: 1, max: 3, metrics: [] } },
  ],
  [
    { replicas: { min: 1, max: 3, metrics: [{ type: 'Queue' }] } },
    [
      'replicas.metrics[0] must have a type of "Resource", "ContainerResource", "Pods", "Object", "External", got "Queue"; write "External"',
    ],
    { replicas: { min: 1, max: 3, metrics: [] } },
  ],
  [
    {
      replicas: {
        min: 1,
        max: 3,
        metrics: [
          {
            type: 'External',
            external: { metric: { name: 'queue' }, target: { type: 'AverageValue', averageValue: 'many' } },
          },
        ],
      },
    },
    [
      'replicas.metrics[0] must have a target of one of the fields value, averageValue and its type, got {"type":"AverageValue","averageValue":"many"}; write { type: "AverageValue", averageValue: "30" }',
    ],
    { replicas: { min: 1, max: 3, metrics: [] } },
  ],
  [
    { replicas: { min: 1, max: 3, maximum: 5 } },
    [
      'replicas.maximum is unknown; write one of min, max, cpuPercent, memoryPercent, metrics, scaleDownStabilizationSeconds',
    ],
    { replicas: { min: 1, max: 3 } },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
