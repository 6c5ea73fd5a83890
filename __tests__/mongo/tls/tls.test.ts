import { checkTls, MongoTls, mongoTls, mongoTlsShapes } from '../../../lib/mongo/tls/tls';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { attachedFindings, refusal, rendered } from '../../rendered';
import { problemText } from '../../../lib/findings/problem';

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

test.each([undefined, { mode: 'off', certificate: issued }] as const)('is none of %j', (given) => {
  expect(mongoTls('mongo', 'shop', given)).toBeUndefined();
});

test.each<[unknown, string]>([
  [
    'require',
    'must be { mode, certificate }, got "require"; write { mode: "require", certificate: { issuer: { name: "internal" } } }',
  ],
  [{ mode: 'on', certificate: issued }, 'must be "off" or "allow" or "prefer" or "require", got "on"; write "require"'],
  [
    { mode: 'require' },
    'must be { issuer, duration, renewBefore }, got undefined; write { issuer: { name: "internal" } }',
  ],
  [{ mode: 'require', certificate: { issuer: {} } }, 'must be a string, got undefined; write "internal"'],
  [
    { mode: 'require', certificate: { issuer: 'internal' } },
    'must be { name, kind, group }, got "internal"; write { name: "internal" }',
  ],
  [
    { mode: 'require', certificate: { issuer: { name: 'internal', kind: 'Authority' } } },
    'must be "ClusterIssuer" or "Issuer", or a kind of another group, got "Authority"; write "ClusterIssuer"',
  ],
])('says of %j what to write', (given, problem) => {
  const misfit = mongoTlsShapes.tls.misfit(given);
  expect(misfit && problemText(misfit)).toBe(problem);
});

test.each<[unknown, string]>([
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
  [
    { mode: 'require', certificate: { ...issued, renewBefore: '2160h' } },
    'tls.certificate.renewBefore must be shorter than duration, got "2160h" and the default "2160h"; write a third of it',
  ],
])('refuses %j', (given, message) => {
  const text = refusal((chart) => {
    checkTls(attachedFindings(chart), given as MongoTls, 'shop');
  });
  expect(text).toContain(`[shop] ${message}`);
});

test('refuses Secrets of other namespaces, and of sources that give files only', () => {
  const text = refusal((chart) => {
    const findings = attachedFindings(chart);
    const keys = ['tls.crt', 'tls.key', 'ca.crt'] as const;
    const elsewhere = new SecretRef(chart, 'elsewhere', { keys });
    checkTls(findings.of('one:'), { mode: 'require', certificate: elsewhere }, 'other');
    const source = { type: 'vault', role: 'shop', keys: vaultKeys } as const;
    const files = new SecretRef(chart, 'files', { keys, source });
    checkTls(findings.of('two:'), { mode: 'require', certificate: files }, 'shop');
  });
  expect(text).toContain(
    'one: tls.certificate must be a Secret of the set\'s namespace, got one of "shop"; make the SecretRef in the set\'s chart',
  );
  expect(text).toContain(
    'two: tls.certificate must be in a Secret that is there before the pod, got one of the source "vault"; choose the source "existing", "external", "generated" or "sealed"',
  );
});
