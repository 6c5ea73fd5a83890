import { at, outcome } from '../edge-values';

const ingress = { host: 'a.example.com', tls: { secretName: 'web' } };

test('serves at Traefik by HTTPS alone', () => {
  const { manifests } = outcome({ ingress: { ...ingress, platform: 'traefik' } });
  expect(at(manifests, 'Ingress metadata.annotations')).toEqual({
    'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
    'traefik.ingress.kubernetes.io/router.tls': 'true',
  });
  expect(at(manifests, 'Ingress spec.ingressClassName')).toBe('traefik');
});

test('leaves everything to ingress-nginx, under another class too', () => {
  const { manifests } = outcome({ ingress: { ...ingress, platform: 'nginx', className: 'internal' } });
  expect(at(manifests, 'Ingress metadata.annotations')).toBeUndefined();
  expect(at(manifests, 'Ingress spec.ingressClassName')).toBe('internal');
});

test('lets a pod that ends serve on as long as behind a Service', () => {
  const { manifests } = outcome({ ingress: { ...ingress, platform: 'nginx' } });
  expect(at(manifests, 'Deployment spec.template.spec.containers.0.lifecycle.preStop.sleep.seconds')).toBe(10);
});
