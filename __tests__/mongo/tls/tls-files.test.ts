import { load } from 'js-yaml';
import { Manifest } from '../../../lib/manifests/manifest';
import { connectionFileMounts, connectionTls } from '../../../lib/mongo/tls/tls-files';
import { mongoTls, tls } from '../../../lib/mongo/tls/tls';
import { decided } from '../../../lib/props/schema';
import { MongoTlsMode } from '../../../lib/mongo/tls/tls';
import { SecretKey } from '../../../lib/secrets/secret-ref';
import { only } from '../../rendered';
import { tlsManifests } from './tls-set';

function file(manifests: readonly Manifest[], configMap: string, name: string): string {
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

test('mounts the files of a connection where the connection looks for them', () => {
  expect(connectionFileMounts({ '/etc/mongo-tls/ca.crt': new SecretKey('mongo-tls', 'ca.crt') })).toEqual({
    volumes: [
      {
        name: 'authority',
        secret: { secretName: 'mongo-tls', defaultMode: 0o444, items: [{ key: 'ca.crt', path: 'ca.crt' }] },
      },
    ],
    mounts: [{ name: 'authority', mountPath: '/etc/mongo-tls', readOnly: true }],
  });
});
