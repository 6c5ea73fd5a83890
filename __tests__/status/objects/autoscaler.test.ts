import { autoscalerReading } from '../../../lib/status/objects/autoscaler';
import { live, object, said } from '../played-view';

test('an autoscaler of the test cluster misses a request', () => {
  expect(said(autoscalerReading(live('HorizontalPodAutoscaler', 'no-requests')))).toEqual([
    'autoscaler: does not scale, failed to get cpu utilization: missing request for cpu in container main of Pod healthy-6d4dfbf47c-bw9ph > kubectl describe horizontalpodautoscaler.autoscaling no-requests --namespace shop',
  ]);
});

const scaler = (
  ...conditions: readonly (readonly [type: string, status: string, message?: string, reason?: string])[]
) =>
  object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', {
    status: { conditions: conditions.map(([type, status, message, reason]) => ({ type, status, message, reason })) },
  });
const able = ['AbleToScale', 'True'] as const;
const metrics =
  'the HPA was unable to compute the replica count: failed to get cpu utilization: unable to get metrics for resource cpu: ';

test.each([
  [scaler(), ['waits: its controller has not seen it yet']],
  [scaler(able, ['ScalingActive', 'True']), []],
  [
    scaler(able, [
      'ScalingActive',
      'False',
      'scaling is disabled since the replica count of the target is zero',
      'ScalingDisabled',
    ]),
    [],
  ],
  [
    scaler(able, ['ScalingActive', 'False', `${metrics}no metrics returned from resource metrics API`]),
    [
      'waits: has no metrics yet, failed to get cpu utilization: unable to get metrics for resource cpu: no metrics returned from resource metrics API',
    ],
  ],
  [
    scaler(able, [
      'ScalingActive',
      'False',
      `${metrics}unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)`,
    ]),
    [
      'autoscaler: does not scale, failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io) > kubectl get apiservices',
    ],
  ],
  [
    scaler([
      'AbleToScale',
      'False',
      'the HPA controller was unable to get the target\'s current scale: deployments.apps "web" not found',
    ]),
    [
      'autoscaler: does not scale, deployments.apps "web" not found > kubectl describe horizontalpodautoscaler.autoscaling web --namespace shop',
    ],
  ],
])('reads the conditions of an autoscaler', (object, texts) => {
  expect(said(autoscalerReading(object))).toEqual(texts);
});
