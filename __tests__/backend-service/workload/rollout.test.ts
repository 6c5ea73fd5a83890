import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    'starts a new pod before an old one ends',
    {},
    'Deployment spec.strategy',
    { rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 }, type: 'RollingUpdate' },
  ],
  [
    'ends all pods first where that is asked for',
    { strategy: 'Recreate' },
    'Deployment spec.strategy',
    { type: 'Recreate' },
  ],
  [
    'does not sleep for 0 seconds',
    { preStopSleepSeconds: 0 },
    'Deployment spec.template.spec.terminationGracePeriodSeconds',
    35,
  ],
  [
    'serves on longer behind a load balancer that has the pods as targets',
    { expose: { type: 'LoadBalancer', platform: 'aws', scheme: 'internal' } },
    'Deployment spec.template.spec.containers.0.lifecycle',
    { preStop: { sleep: { seconds: 30 } } },
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [
    { maxSurge: 0 },
    ['maxSurge must be at least 1, as a number or in percent, got 0; write 1 or "25%"'],
    { maxSurge: 1 },
  ],
  [
    { maxSurge: '0%' },
    ['maxSurge must be at least 1, as a number or in percent, got "0%"; write 1 or "25%"'],
    { maxSurge: '1%' },
  ],
  [
    { strategy: 'Recreate', maxSurge: 1 },
    [
      'maxSurge must be left out with strategy "Recreate", which creates no pod before the old ones have ended, got 1; leave one of them out',
    ],
    { strategy: 'Recreate' },
  ],
  [
    { strategy: 'recreate' },
    ['strategy must be "RollingUpdate" or "Recreate", got "recreate"'],
    { strategy: 'RollingUpdate' },
  ],
  [{ minReadySeconds: -1 }, ['minReadySeconds must be an integer from 0, got -1; write 0'], { minReadySeconds: 0 }],
  [
    { minReadySeconds: 600, progressDeadlineSeconds: 600 },
    ['progressDeadlineSeconds must be above minReadySeconds, which is 600, got 600; write 1200'],
    { minReadySeconds: 600 },
  ],
  [
    { revisionHistoryLimit: 1.5 },
    ['revisionHistoryLimit must be an integer from 0, got 1.5; write 2'],
    { revisionHistoryLimit: 1 },
  ],
  [
    { preStopSleepSeconds: -1 },
    ['preStopSleepSeconds must be an integer from 0, got -1; write 0'],
    { preStopSleepSeconds: 0 },
  ],
  [{ shutdownSeconds: 0 }, ['shutdownSeconds must be an integer from 1, got 0; write 1'], { shutdownSeconds: 1 }],
  [
    { startupSeconds: 900, progressDeadlineSeconds: 600 },
    [
      'progressDeadlineSeconds must be above startupSeconds and minReadySeconds, which are 900 and 10, got 600; write 970',
    ],
    { startupSeconds: 900 },
  ],
  [
    { progressDeadlineSeconds: NaN },
    ['progressDeadlineSeconds must be an integer from 1, got NaN; write 1'],
    { progressDeadlineSeconds: 71 },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
