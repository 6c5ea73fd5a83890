import { checkTls, MongoTls, mongoTls } from '../../lib/mongo/tls';
import { SecretRef } from '../../lib/secret-ref';
import { attachedFindings, refusal, rendered } from '../rendered';

const issued = { issuer: { name: 'internal' } };
const field = { path: 'pki', field: 'pem' };
const vaultKeys = { 'tls.crt': field, 'tls.key': field, 'ca.crt': field };

test('keeps the certificate of cert-manager in a Secret of the set’s name', () => {
  const tls = mongoTls('mongo', 'shop', { mode: 'require', certificate: issued });
  expect({ ...tls, authority: [tls?.authority.secretName, tls?.authority.key, tls?.authority.namespace] }).toEqual({
    mode: 'require',
    secretName: 'mongo-tls',
    authority: ['mongo-tls', 'ca.crt', 'shop'],
    issued,
  });
});

test('takes the certificate from a Secret that exists', () => {
  rendered((chart) => {
    const certificate = new SecretRef(chart, 'pair', { keys: ['tls.crt', 'tls.key', 'ca.crt'] });
    const tls = mongoTls('mongo', 'shop', { mode: 'prefer', certificate });
    expect([tls?.secretName, tls?.authority.secretName, tls?.issued]).toEqual(['pair', 'pair', undefined]);
  });
});

test.each([undefined, { mode: 'off', certificate: issued }, 'require', { mode: 'on' }, { mode: 'require' }])(
  'is none of %j',
  (given) => {
    expect(mongoTls('mongo', 'shop', given as MongoTls)).toBeUndefined();
  },
);

test.each<[unknown, string]>([
  ['require', 'tls must be a mode and a certificate, got "require"; write { mode, certificate }'],
  [
    { mode: 'on', certificate: issued },
    'tls.mode must be "off", "allow", "prefer", "require", got "on"; write "require"',
  ],
  [
    { mode: 'require' },
    'tls.certificate must be cert-manager\'s or a SecretRef, got undefined; write { issuer: { name: "internal" } }',
  ],
  [
    { mode: 'require', certificate: { issuer: 'internal' } },
    'tls.certificate must be cert-manager\'s or a SecretRef, got {"issuer":"internal"}; write { issuer: { name: "internal" } }',
  ],
  [
    { mode: 'require', certificate: { issuer: { name: 'In Ternal', kind: 'Authority' } } },
    'tls.certificate.issuer.kind must be "ClusterIssuer" or "Issuer", got "Authority"; write one of them',
  ],
  [
    { mode: 'require', certificate: { ...issued, duration: '30m' } },
    'tls.certificate.duration must be a duration in hours and minutes from "1h", got "30m"; write "2160h"',
  ],
  [
    { mode: 'require', certificate: { ...issued, renewBefore: 'soon' } },
    'tls.certificate.renewBefore must be a duration in hours and minutes from "5m", got "soon"; write "2160h"',
  ],
  [
    { mode: 'require', certificate: { ...issued, duration: '24h', renewBefore: '24h' } },
    'tls.certificate.renewBefore must be shorter than duration, got "24h" and "24h"; write a third of it',
  ],
])('refuses %j', (given, message) => {
  const text = refusal((chart) => {
    checkTls(attachedFindings(chart), given as MongoTls, 'shop');
  });
  expect(text).toContain(`[shop] ${message}`);
});

test('refuses Secrets without the keys, of other namespaces, and of sources that give files only', () => {
  const text = refusal((chart) => {
    const findings = attachedFindings(chart);
    const keys = ['tls.crt', 'tls.key', 'ca.crt'] as const;
    const lacking = new SecretRef(chart, 'lacking', { keys: ['tls.crt', 'tls.key'] });
    const elsewhere = new SecretRef(chart, 'elsewhere', { keys });
    checkTls(findings.of('one:'), { mode: 'require', certificate: lacking as never }, 'shop');
    checkTls(findings.of('two:'), { mode: 'require', certificate: elsewhere }, 'other');
    const source = { type: 'vault', role: 'shop', keys: vaultKeys } as const;
    const files = new SecretRef(chart, 'files', { keys, source });
    checkTls(findings.of('three:'), { mode: 'require', certificate: files }, 'shop');
  });
  expect(text).toContain(
    'one: tls.certificate must have the keys tls.crt, tls.key and ca.crt, got "tls.crt", "tls.key"; add ca.crt',
  );
  expect(text).toContain(
    'two: tls.certificate must be a Secret of the set\'s namespace, got one of "shop"; make the SecretRef in the set\'s chart',
  );
  expect(text).toContain(
    'three: tls.certificate must be in a Secret that is there before the pod, got one of the source "vault"; choose the source "existing", "external", "generated" or "sealed"',
  );
});
