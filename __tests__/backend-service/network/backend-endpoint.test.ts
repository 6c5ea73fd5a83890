import { App, Chart } from 'cdk8s';
import { backendEndpoint } from '../../../lib/backend-service/network/backend-endpoint';
import { BackendService } from '../../../lib/backend-service/backend-service';
import { rendered } from '../../rendered';
import { least } from '../edge-values';

test('is where the service will be', () => {
  rendered((chart) => {
    const before = backendEndpoint(chart, 'api', 8080);
    expect(new BackendService(chart, 'api', least).endpoint).toEqual(before);
  });
});

test('lets two services call each other', () => {
  const manifests = rendered((chart) => {
    const billing = backendEndpoint(chart, 'billing', 8081);
    const orders = new BackendService(chart, 'orders', { ...least, ingressFrom: [billing], egressTo: [billing] });
    new BackendService(chart, 'billing', { ...least, port: 8081, ingressFrom: [orders], egressTo: [orders] });
  });
  const peer = (app: string) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
    podSelector: { matchLabels: { app } },
  });
  expect(manifests.filter(({ kind }) => kind === 'NetworkPolicy')).toMatchObject([
    { spec: { ingress: [{ from: [peer('billing')] }], egress: [{}, { to: [peer('billing')] }] } },
    { spec: { ingress: [{ from: [peer('orders')] }], egress: [{}, { to: [peer('orders')] }] } },
  ]);
});

test.each<[unknown[], string]>([
  [
    [undefined, 'api', 80],
    '[backendEndpoint] chart must be a chart or a construct in one, got undefined; write backendEndpoint(chart, "api", 8080)',
  ],
  [
    [undefined, 'Api'],
    '[backendEndpoint] id must be a DNS label that begins with a letter: lower-case letters, digits and "-", got "Api"; write "api"',
  ],
  [[undefined, 'api', '80'], '[backendEndpoint] port must be an integer from 1 to 65535, got "80"; write 80'],
])('refuses what no BackendService can be: %#', ([chart, id, port], message) => {
  const given = message.includes('chart must') ? chart : new Chart(new App(), 'shop');
  expect(() => backendEndpoint(given as never, id as never, port as never)).toThrow(message);
});
