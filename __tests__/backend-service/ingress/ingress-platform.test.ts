import { tlsSource } from '../../../lib/backend-service/ingress/ingress-platform';
import { DecidedIngress } from '../../../lib/backend-service/ingress/ingress-props';

test.each<[DecidedIngress['tls'], string]>([
  ['load balancer', 'load balancer'],
  [{ secretName: 'web' }, 'secretName'],
  [{ issuer: { name: 'web', kind: 'Issuer', group: 'cert-manager.io' } }, 'issuer'],
  [{ certificate: 'web' }, 'certificate'],
])('names the source of %j', (tls, source) => {
  expect(tlsSource({ tls } as DecidedIngress)).toBe(source);
});
