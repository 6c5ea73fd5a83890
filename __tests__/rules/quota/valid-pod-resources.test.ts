import { validPodResources } from '../../../lib/rules/quota/valid-pod-resources';
import { deployment, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const whole = (resources: object, own: object = { requests: { cpu: '100m' } }) =>
  deployment({ resources: own }, { resources });

test('accepts a pod that requests what its containers request, or more', () => {
  expect(findings(validPodResources, whole({ requests: { cpu: '0.1' }, limits: { cpu: '1' } }), whole({}))).toEqual([]);
});

test('names a request that is below that of the containers, or above its limit, and what a pod cannot have', () => {
  const pod = 'spec.template.spec.resources';
  expect(
    findings(
      validPodResources,
      whole({ requests: { cpu: '50m' } }),
      whole({ requests: { memory: '2Gi' }, limits: { memory: '1Gi' } }),
      whole({ requests: { storage: '1Gi' } }),
    ),
  ).toEqual([
    `[Deployment shop/web] ${pod}.requests["cpu"] must cover its containers, which request 0.1, got "50m"; write more (valid-pod-resources)`,
    `[Deployment shop/web] ${pod}.requests["memory"] must not be above the limit "1Gi", got "2Gi"; raise the limit or lower the request (valid-pod-resources)`,
    `[Deployment shop/web] ${pod}.requests["storage"] is no resource of a pod; write it for the containers (valid-pod-resources)`,
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(validPodResources, optedOut(whole({ requests: { cpu: '1m' } }), validPodResources))).toEqual([]);
});
