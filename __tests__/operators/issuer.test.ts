import { checkIssuer, issuedBy, Issuer } from '../../lib/operators/issuer';
import { Findings } from '../../lib/findings/findings';

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

test('asks an issuer of another group by its own kind', () => {
  const issuer = { name: 'root', kind: 'AWSPCAClusterIssuer', group: 'awspca.cert-manager.io' };
  expect(issuedBy(issuer)['issuerRef']).toEqual(issuer);
});

test.each<[Issuer, string[]]>([
  [{ name: 'internal' }, []],
  [{ name: 'root', kind: 'AWSPCAClusterIssuer', group: 'awspca.cert-manager.io' }, []],
  [
    { name: 'In Ternal', kind: 'Authority' },
    [
      'tls.issuer.name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "In Ternal"; write "in-ternal"',
      'tls.issuer.kind must be "ClusterIssuer" or "Issuer", or a kind of another group, got "Authority"; write "ClusterIssuer"',
    ],
  ],
  [
    { name: 'root', kind: 'Root', group: 'Corp Example' },
    [
      'tls.issuer.group must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "Corp Example"; write "corp-example"',
    ],
  ],
])('of %j finds %j', (issuer, expected) => {
  const findings = new Findings();
  checkIssuer(findings, 'tls.issuer', issuer);
  expect(findings.validate()).toEqual(expected);
});
