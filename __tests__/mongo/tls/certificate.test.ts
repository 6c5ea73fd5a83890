import { prerequisites } from '../../../lib/prerequisites/prerequisites';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { kinds, only, rendered } from '../../rendered';
import { tlsManifests, tlsSet } from './tls-set';

test('asks cert-manager for one certificate for all members, however many they become', () => {
  const certificate = { issuer: { name: 'internal' }, duration: '720h', renewBefore: '240h' };
  expect(only(tlsManifests('require', { tls: { mode: 'require', certificate } }), 'Certificate')).toMatchObject({
    apiVersion: 'cert-manager.io/v1',
    metadata: { name: 'mongo', namespace: 'shop' },
    spec: {
      secretName: 'mongo-tls',
      dnsNames: ['*.mongo.shop.svc.cluster.local', 'localhost'],
      ipAddresses: ['127.0.0.1'],
      usages: ['digital signature', 'server auth', 'client auth'],
      duration: '720h',
      renewBefore: '240h',
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'internal' },
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    },
  });
});

test('asks an issuer of another group', () => {
  const issuer = { name: 'root', kind: 'AWSPCAClusterIssuer', group: 'awspca.cert-manager.io' };
  const manifests = tlsManifests('require', { tls: { mode: 'require', certificate: { issuer } } });
  expect(only(manifests, 'Certificate')).toHaveProperty('spec.issuerRef', issuer);
});

test('says that the cluster needs cert-manager, which brings the Secret', () => {
  const { secrets, customResources } = prerequisites(tlsManifests('require'));
  expect([secrets.map(({ name }) => name), customResources]).toEqual([
    ['mongo-keyfile'],
    ['cert-manager.io/Certificate'],
  ]);
});

test('says which keys a Secret must have that exists, and asks cert-manager for nothing', () => {
  const manifests = rendered((chart) => {
    const certificate = new SecretRef(chart, 'pair', { keys: ['tls.crt', 'tls.key', 'ca.crt'] });
    tlsSet(chart, 'prefer', { tls: { mode: 'prefer', certificate } });
  });
  const pair = prerequisites(manifests).secrets.find(({ name }) => name === 'pair');
  expect([pair?.keys.map(({ key }) => key), kinds(manifests).includes('Certificate')]).toEqual([
    ['ca.crt', 'tls.crt', 'tls.key'],
    false,
  ]);
});

test('has nothing of a certificate in a set without TLS', () => {
  const manifests = tlsManifests('off');
  expect([kinds(manifests).includes('Certificate'), JSON.stringify(manifests).includes('mongo-tls')]).toEqual([
    false,
    false,
  ]);
});
