import { adoptedProps, deploymentText, serviceText } from '../adopted';

test.each([
  ['the number of pods that Kubernetes has by default', {}, { replicas: undefined }, { replicas: 1 }],
  ['no pods', {}, { replicas: 0 }, { replicas: 0 }],
  ['a surge', {}, { strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } }, { maxSurge: 1 }],
  [
    'the history and the time of readiness',
    {},
    { revisionHistoryLimit: 2, minReadySeconds: 5 },
    { minReadySeconds: 5, revisionHistoryLimit: 2 },
  ],
  ['no deadline before a pod can count', {}, { progressDeadlineSeconds: 60 }, {}],
  ['a longer deadline', {}, { progressDeadlineSeconds: 1200 }, { progressDeadlineSeconds: 1200 }],
])('says %s', (_, container, spec, props) => {
  expect(adoptedProps([deploymentText(container, {}, spec)])).toEqual({ ...props, networkPolicy: false });
});

test('keeps the strategy of pods for which there is no room twice', () => {
  const strategy = { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } };
  expect(adoptedProps([deploymentText({}, {}, { strategy })])).toEqual({
    networkPolicy: false,
    overrides: { deployment: { spec: { strategy } } },
  });
});

test('says the time to end, and the sleep before it', () => {
  const lifecycle = { preStop: { exec: { command: ['sh', '-c', 'sleep 20'] } } };
  const texts = [deploymentText({ lifecycle }, { terminationGracePeriodSeconds: 60 }), serviceText()];
  expect(adoptedProps(texts)).toEqual({
    port: 8080,
    preStopSleepSeconds: 20,
    shutdownSeconds: 60,
    networkPolicy: false,
  });
});

test('says where pods run, and leaves out the rules that the construct has itself', () => {
  const term = { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app: 'web' } } };
  const apart = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
  expect(adoptedProps([deploymentText({}, { nodeSelector: { disk: 'ssd' }, affinity: apart })])).toEqual({
    nodeSelector: { disk: 'ssd' },
    podAntiAffinity: 'required',
    networkPolicy: false,
  });
  const beside = { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
  expect(adoptedProps([deploymentText({}, { affinity: beside })])).toEqual({ affinity: beside, networkPolicy: false });
});
