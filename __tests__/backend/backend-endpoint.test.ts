import { backendEndpoint } from '../../lib/backend/backend-endpoint';
import { BackendService } from '../../lib/backend-service';
import { rendered } from '../rendered';
import { least } from './edge-values';

test('is where the service will be', () => {
  rendered((chart) => {
    const before = backendEndpoint(chart, 'api', 8080);
    expect(new BackendService(chart, 'api', least).endpoint).toEqual(before);
  });
});

test('lets two services call each other', () => {
  const manifests = rendered((chart) => {
    const billing = backendEndpoint(chart, 'billing', 8081);
    const orders = new BackendService(chart, 'orders', { ...least, callers: [billing], egress: [billing] });
    new BackendService(chart, 'billing', { ...least, port: 8081, callers: [orders], egress: [orders] });
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
