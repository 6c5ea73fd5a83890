import { noExternalIps } from '../../../lib/rules/network/no-external-ips';
import { outcome } from '../../backend-service/edge-values';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const taking = object('Service', { spec: { externalIPs: ['203.0.113.7'] } });

test('refuses a Service that takes the traffic to addresses', () => {
  expect(findings(noExternalIps, taking)).toEqual([
    '[Service shop/web] spec.externalIPs must be left out, for the owner of the addresses loses their traffic, got ["203.0.113.7"]; use a load balancer, whose addresses the cluster assigns (no-external-ips)',
  ]);
});

test('refuses it in an override', () => {
  const overrides = { service: { spec: { externalIPs: ['203.0.113.7'] } } };
  expect(outcome({ overrides }).findings).toEqual([
    '[shop/api/service] spec.externalIPs must be left out, for the owner of the addresses loses their traffic, got ["203.0.113.7"]; use a load balancer, whose addresses the cluster assigns (no-external-ips)',
  ]);
});

test('accepts Services without, and other kinds', () => {
  const other = {
    ...object('Service', { spec: { externalIPs: ['203.0.113.7'] } }),
    apiVersion: 'serving.knative.dev/v1',
  };
  expect(findings(noExternalIps, object('Service', { spec: { externalIPs: [] } }), object('Service'), other)).toEqual(
    [],
  );
});

test('lets an object through that says why', () => {
  expect(findings(noExternalIps, optedOut(taking, noExternalIps))).toEqual([]);
});
