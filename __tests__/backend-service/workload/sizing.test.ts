import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    'has sizes',
    { size: 's' },
    'Deployment spec.template.spec.containers.0.resources',
    {
      limits: { cpu: '500m', 'ephemeral-storage': '1Gi', memory: '128Mi' },
      requests: { cpu: '50m', 'ephemeral-storage': '64Mi', memory: '128Mi' },
    },
  ],
  [
    'has no limit of CPU on request',
    { resources: { limits: { cpu: false } } },
    'Deployment spec.template.spec.containers.0.resources.limits',
    { 'ephemeral-storage': '1Gi', memory: '256Mi' },
  ],
  [
    'tells Node its part of the memory limit',
    { nodeHeapPercent: 75 },
    'Deployment spec.template.spec.containers.0.env',
    [
      { name: 'PORT', value: '8080' },
      { name: 'NODE_OPTIONS', value: '--max-old-space-size=192' },
    ],
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [{ size: 'xl' }, ['size must be "s" or "m" or "l", got "xl"'], { size: 's' }],
  [
    { nodeHeapPercent: 96 },
    ['nodeHeapPercent must be from 10 to 95, in percent of the memory limit, got 96; write 75'],
    { nodeHeapPercent: 95 },
  ],
  [
    { resources: { requests: { cpu: '2' } } },
    ['resources.requests.cpu must not be above the limit "1", got "2"; raise the limit or lower the request'],
    { resources: { requests: { cpu: '1' } } },
  ],
  [
    { resources: { requests: { memory: '512m' } } },
    [
      'resources.requests.memory must be a quantity of bytes, got "512m", which is thousandths of a byte; write "512Mi"',
    ],
    { resources: { requests: { memory: '512Mi' } } },
  ],
  [
    { resources: { requests: { gpu: '1' } } },
    ['resources.requests.gpu is unknown; write one of cpu, memory, ephemeral-storage'],
    { resources: { requests: {} } },
  ],
  [
    { resources: { limits: { memory: false } } },
    ['resources.limits.memory must be a string, got false; write "256Mi"'],
    { resources: { limits: { cpu: false } } },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
