import { load } from 'js-yaml';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { connectionTls, connectionVolumes } from '../../../lib/mongo/tls/tls-files';
import { mongoTls, tls } from '../../../lib/mongo/tls/tls';
import { decided } from '../../../lib/props/schema';
import { MongoTlsMode } from '../../../lib/mongo/tls/tls';
import { prerequisites } from '../../../lib/prerequisites/prerequisites';
import { SecretKey, SecretRef } from '../../../lib/secrets/secret-ref';
import { kinds, only, rendered } from '../../rendered';
import { tlsManifests, tlsSet } from './tls-set';

function file(manifests: readonly KubernetesManifest[], configMap: string, name: string): string {
  const found = manifests.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === configMap);
  return (found as unknown as { data: Record<string, string> }).data[name] ?? '';
}

function netTls(mode: MongoTlsMode, options?: Record<string, string>): unknown {
  const conf = load(file(tlsManifests(mode, { mongod: { options } }), 'mongo-mongod', 'mongod.conf'));
  return (conf as { net: { tls?: unknown } }).net.tls;
}

test.each([
  ['allow', 'allowTLS'],
  ['prefer', 'allowTLS'],
  ['require', 'requireTLS'],
] as const)('starts mongod of a set in mode %s as %s, with clients that need no certificate', (mode, started) => {
  expect(netTls(mode)).toEqual({
    mode: started,
    certificateKeyFile: '/run/tls/pair.pem',
    CAFile: '/run/tls/ca.pem',
    allowConnectionsWithoutCertificates: true,
    disabledProtocols: 'TLS1_0,TLS1_1',
  });
});

test('says nothing of TLS to mongod of a set without', () => {
  expect(netTls('off')).toBeUndefined();
});

test('leaves the protocols to whoever wants others', () => {
  expect(netTls('require', { 'net.tls.disabledProtocols': 'TLS1_0,TLS1_1,TLS1_2' })).toMatchObject({
    disabledProtocols: 'TLS1_0,TLS1_1,TLS1_2',
  });
});

test('tells the agent how TLS is spoken, and where the certificate is', () => {
  expect(JSON.parse(file(tlsManifests('prefer'), 'mongo-agent', 'agent.json'))).toMatchObject({
    tls: { mode: 'prefer', source: '/etc/tls', served: '/run/tls' },
  });
});

interface Container {
  readonly name: string;
  readonly command: readonly string[];
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[];
}

test('gives the Secret to those who prepare it, and to mongod no more than what they made of it', () => {
  const { initContainers, containers, volumes } = (
    only(tlsManifests('require'), 'StatefulSet') as unknown as {
      spec: {
        template: { spec: Record<'initContainers' | 'containers', Container[]> & { volumes: { name: string }[] } };
      };
    }
  ).spec.template.spec;
  const mounts = [...initContainers, ...containers].map(({ name, volumeMounts }) => [
    name,
    volumeMounts.filter((mount) => mount.name.startsWith('tls')),
  ]);
  const secret = { name: 'tls', mountPath: '/etc/tls', readOnly: true };
  const placed = { name: 'tls-placed', mountPath: '/run/tls' };
  expect(Object.fromEntries(mounts)).toEqual({
    prepare: [secret, placed],
    mongod: [{ ...placed, readOnly: true }],
    agent: [secret, placed],
  });
  expect(initContainers[0]?.command.slice(-2)).toEqual(['/etc/tls', '/run/tls']);
  expect(volumes.filter(({ name }) => name.startsWith('tls'))).toEqual([
    {
      name: 'tls',
      secret: {
        secretName: 'mongo-tls',
        defaultMode: 0o440,
        items: ['tls.crt', 'tls.key', 'ca.crt'].map((key) => ({ key, path: key })),
      },
    },
    { name: 'tls-placed', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
  ]);
});

test.each([
  ['off', {}],
  ['allow', {}],
  ['prefer', { tls: true, tlsCAFile: '/etc/mongo-tls/ca.crt' }],
  ['require', { tls: true, tlsCAFile: '/etc/mongo-tls/ca.crt' }],
] as const)('connects to a set in mode %s with %j', (mode, options) => {
  const given = decided(tls, { tls: { mode, certificate: { issuer: { name: 'internal' } } } });
  const { options: found, files = {} } = connectionTls({ name: 'mongo', tls: mongoTls('mongo', 'shop', given.tls) });
  const paths = Object.entries(files).map(([path, key]) => [path, key.secretName, key.key]);
  const wanted = 'tls' in options ? [['/etc/mongo-tls/ca.crt', 'mongo-tls', 'ca.crt']] : [];
  expect([found, paths]).toEqual([options, wanted]);
});

test('reads the certificates that are trusted from a Secret of their own as one volume with the certificate', () => {
  const manifests = rendered((chart) => {
    const caBundle = new SecretRef(chart, 'mongo-ca-bundle', { keys: ['roots'] }).key('roots');
    tlsSet(chart, 'require', { tls: { mode: 'require', certificate: { issuer: { name: 'internal' } }, caBundle } });
  });
  const items = ['tls.crt', 'tls.key'].map((key) => ({ key, path: key }));
  expect(only(manifests, 'StatefulSet')).toHaveProperty(
    'spec.template.spec.volumes',
    expect.arrayContaining([
      {
        name: 'tls',
        projected: {
          defaultMode: 0o440,
          sources: [
            { secret: { name: 'mongo-tls', items } },
            { secret: { name: 'mongo-ca-bundle', items: [{ key: 'roots', path: 'ca.crt' }] } },
          ],
        },
      },
    ]),
  );
  expect(prerequisites(manifests).secrets.map(({ name, keys }) => [name, keys.map(({ key }) => key)])).toEqual([
    ['mongo-ca-bundle', ['roots']],
    ['mongo-keyfile', ['keyfile']],
  ]);
});

test('trusts the certificate itself, which is then at two paths of one Secret', () => {
  const manifests = rendered((chart) => {
    const certificate = new SecretRef(chart, 'pair', { keys: ['tls.crt', 'tls.key', 'ca.crt'] });
    tlsSet(chart, 'require', { tls: { mode: 'require', certificate, caBundle: certificate.key('tls.crt') } });
  });
  const items = Object.entries({ 'tls.crt': 'tls.crt', 'tls.key': 'tls.key', 'ca.crt': 'tls.crt' });
  expect(only(manifests, 'StatefulSet')).toHaveProperty(
    'spec.template.spec.volumes',
    expect.arrayContaining([
      {
        name: 'tls',
        secret: { secretName: 'pair', defaultMode: 0o440, items: items.map(([path, key]) => ({ key, path })) },
      },
    ]),
  );
});

test('mounts the files of a connection where the connection looks for them', () => {
  expect(connectionVolumes({ '/etc/mongo-tls/ca.crt': new SecretKey('mongo-tls', 'roots') })).toEqual([
    {
      volume: {
        name: 'authority',
        secret: { secretName: 'mongo-tls', defaultMode: 0o444, items: [{ key: 'roots', path: 'ca.crt' }] },
      },
      mount: { name: 'authority', mountPath: '/etc/mongo-tls', readOnly: true },
    },
  ]);
});

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
