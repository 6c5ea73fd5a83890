import { issuedBy } from '../../lib/values/issuer';

test('asks an issuer of the cluster unless it is told otherwise, and for a new key each time', () => {
  expect([issuedBy({ name: 'internal' }), issuedBy({ name: 'own', kind: 'Issuer' })]).toEqual([
    {
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'internal' },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    },
    {
      issuerRef: { group: 'cert-manager.io', kind: 'Issuer', name: 'own' },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    },
  ]);
});
