import { at, outcome } from '../edge-values';

const ingress = { host: 'a.example.com', platform: 'aks', scheme: 'internal', tls: { certificate: 'web' } };
const prefix = 'appgw.ingress.kubernetes.io/';

test('redirects to HTTPS at the address that is stated, with a certificate of the gateway', () => {
  const { manifests } = outcome({ ingress });
  expect(at(manifests, 'Ingress metadata.annotations')).toEqual({
    [`${prefix}ssl-redirect`]: 'true',
    [`${prefix}use-private-ip`]: 'true',
    [`${prefix}appgw-ssl-certificate`]: 'web',
  });
  expect(at(manifests, 'Ingress spec')).toMatchObject({ ingressClassName: 'azure-application-gateway' });
});

test('has a certificate as a Secret', () => {
  const { manifests } = outcome({ ingress: { ...ingress, scheme: 'internet-facing', tls: { secretName: 'web' } } });
  expect(at(manifests, 'Ingress spec.tls')).toEqual([{ hosts: ['a.example.com'], secretName: 'web' }]);
  expect(at(manifests, 'Ingress metadata.annotations')).toMatchObject({ [`${prefix}use-private-ip`]: 'false' });
});

test('refuses to leave the certificate to the gateway', () => {
  expect(outcome({ ingress: { ...ingress, tls: 'load balancer' } }).findings).toEqual([
    '[shop/api] ingress.tls must name a certificate, because an Application Gateway has no default one, got "load balancer"; write { secretName }, { issuer } or { certificate: "its name in the gateway" }',
  ]);
});
