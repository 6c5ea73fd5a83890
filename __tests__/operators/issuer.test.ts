import { issuedBy, issuer as schema } from '../../lib/operators/issuer';
import { issuesOf } from '../props/issues-of';

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

test.each<[unknown, string[]]>([
  [{ name: 'internal' }, []],
  [{ kind: 'Issuer' }, ['it.name must be a string, got undefined; write "internal"']],
  [{ name: 'root', kind: 'AWSPCAClusterIssuer', group: 'awspca.cert-manager.io' }, []],
  [
    { name: 'In Ternal', kind: 'Authority' },
    [
      'it.name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "In Ternal"; write "in-ternal"',
      'it.kind must be "ClusterIssuer" or "Issuer", or a kind of another group, got "Authority"; write "ClusterIssuer"',
    ],
  ],
  [
    { name: 'root', kind: 'Root', group: 'Corp Example' },
    [
      'it.group must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "Corp Example"; write "corp-example"',
    ],
  ],
])('of %j finds %j', (issuer, expected) => {
  expect(issuesOf(schema, issuer)).toEqual(expected);
});
