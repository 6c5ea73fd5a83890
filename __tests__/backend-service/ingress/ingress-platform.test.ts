import { tlsSource } from '../../../lib/backend-service/ingress/ingress-platform';
import { IngressRoute } from '../../../lib/backend-service/ingress/ingress-props';

test.each<[IngressRoute['tls'], string]>([
  ['load balancer', 'load balancer'],
  [{ secretName: 'web' }, 'secretName'],
  [{ issuer: { name: 'web' } }, 'issuer'],
  [{ certificate: 'web' }, 'certificate'],
])('names the source of %j', (tls, source) => {
  expect(tlsSource({ host: 'a.example.com', className: 'web', tls })).toBe(source);
});
