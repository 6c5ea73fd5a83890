import { noDanglingMonitorPort } from '../../../lib/rules/references/no-dangling-monitor-port';
import { deployment, object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const monitoring = 'monitoring.coreos.com/v1';
const selector = { matchLabels: { app: 'web' } };
const labels = { app: 'web' };
const web = deployment({ ports: [{ name: 'metrics', containerPort: 9090 }] });
const service = (() => {
  const made = object('Service', { spec: { selector: labels, ports: [{ name: 'http', port: 80 }] } });
  return { ...made, metadata: { ...made.metadata, labels } };
})();
const serviceMonitor = (endpoint: object, more: object = {}) => ({
  ...object('ServiceMonitor', { spec: { selector, endpoints: [endpoint], ...more } }),
  apiVersion: monitoring,
});
const podMonitor = (endpoint: object) => ({
  ...object('PodMonitor', { spec: { selector, podMetricsEndpoints: [endpoint] } }),
  apiVersion: monitoring,
});

test('accepts ports that are there, by number too, and monitors of what is elsewhere', () => {
  expect(findings(noDanglingMonitorPort, service, web, serviceMonitor({ port: 'http' }))).toEqual([]);
  expect(findings(noDanglingMonitorPort, service, web, serviceMonitor({ targetPort: 'metrics' }))).toEqual([]);
  expect(findings(noDanglingMonitorPort, service, web, podMonitor({ port: 'metrics' }))).toEqual([]);
  expect(findings(noDanglingMonitorPort, service, web, podMonitor({ targetPort: 9090 }))).toEqual([]);
  expect(findings(noDanglingMonitorPort, serviceMonitor({ port: 'x' }), podMonitor({ port: 'x' }))).toEqual([]);
});

test('names the port that neither the Services nor the pods have', () => {
  const anywhere = { namespaceSelector: { any: true } };
  expect(
    findings(
      noDanglingMonitorPort,
      service,
      web,
      serviceMonitor({ port: 'https' }, anywhere),
      serviceMonitor({ targetPort: 'http' }),
      podMonitor({ port: 'http' }),
    ),
  ).toEqual([
    '[ServiceMonitor shop/web] spec.endpoints[0].port must be a port of the selected Services, got "https"; write http (no-dangling-monitor-port)',
    '[ServiceMonitor shop/web] spec.endpoints[0].targetPort must be a port of the selected pods, got "http"; write metrics (no-dangling-monitor-port)',
    '[PodMonitor shop/web] spec.podMetricsEndpoints[0].port must be a port of the selected pods, got "http"; write metrics (no-dangling-monitor-port)',
  ]);
});

test('looks in the namespaces that a monitor names, and else in its own', () => {
  const elsewhere = { namespaceSelector: { matchNames: ['other'] } };
  expect(findings(noDanglingMonitorPort, service, serviceMonitor({ port: 'x' }, elsewhere))).toEqual([]);
});

test('lets an object through that says why', () => {
  const monitor = optedOut(serviceMonitor({ port: 'x' }), noDanglingMonitorPort);
  expect(findings(noDanglingMonitorPort, service, monitor)).toEqual([]);
});
