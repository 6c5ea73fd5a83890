import { checkTls, MongoSetTls, MongoTls, mongoTls, tls } from '../../../lib/mongo/tls/tls';
import { decided } from '../../../lib/props/schema';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { attachedFindings, refusal, rendered } from '../../rendered';
import { issuesOf } from '../../problem-text';

const issued = { issuer: { name: 'internal' } };
const field = { path: 'pki', field: 'pem' };
const vaultKeys = { 'tls.crt': field, 'tls.key': field, 'ca.crt': field };

function setTls(given: MongoTls | undefined): MongoSetTls | undefined {
  return mongoTls('mongo', 'shop', decided(tls, { tls: given }).tls);
}

test('keeps the certificate of cert-manager in a Secret of the set’s name', () => {
  const { authority, ...others } = setTls({ mode: 'require', certificate: issued }) ?? {};
  expect({ ...others, authority: [authority?.secretName, authority?.key, authority?.namespace] }).toMatchObject({
    mode: 'require',
    secretName: 'mongo-tls',
    authority: ['mongo-tls', 'ca.crt', 'shop'],
    issued,
  });
});

test('takes the certificate from a Secret that exists', () => {
  rendered((chart) => {
    const certificate = new SecretRef(chart, 'pair', { keys: ['tls.crt', 'tls.key', 'ca.crt'] });
    const { secretName, authority, issued: ofIssuer } = setTls({ mode: 'prefer', certificate }) ?? {};
    expect([secretName, authority?.secretName, ofIssuer]).toEqual(['pair', 'pair', undefined]);
  });
});

test('trusts the certificates of another Secret where there is one', () => {
  rendered((chart) => {
    const pair = new SecretRef(chart, 'pair', { keys: ['tls.crt', 'tls.key', 'ca.crt'] });
    const caBundle = new SecretRef(chart, 'trusted', { keys: ['roots'] }).key('roots');
    const authorities = [issued, pair].map(
      (certificate) => setTls({ mode: 'prefer', certificate, caBundle })?.authority,
    );
    expect(authorities.map((authority) => [authority?.secretName, authority?.key])).toEqual([
      ['trusted', 'roots'],
      ['trusted', 'roots'],
    ]);
  });
});

test.each([undefined, { mode: 'off', certificate: issued }] as const)('is none of %j', (given) => {
  expect(setTls(given)).toBeUndefined();
});

test.each<[unknown, string]>([
  [
    'require',
    'tls must be { mode, certificate, caBundle }, got "require"; write { mode: "require", certificate: { issuer: { name: "internal" } } }',
  ],
  [
    { mode: 'on', certificate: issued },
    'tls.mode must be "off" or "allow" or "prefer" or "require", got "on"; write "require"',
  ],
  [
    { mode: 'require' },
    'tls.certificate must be { issuer, duration, renewBefore }, got undefined; write { issuer: { name: "internal" } }',
  ],
  [
    { mode: 'require', certificate: { issuer: {} } },
    'tls.certificate.issuer.name must be a string, got undefined; write "internal"',
  ],
  [
    { mode: 'require', certificate: { issuer: 'internal' } },
    'tls.certificate.issuer must be { name, kind, group }, got "internal"; write { name: "internal" }',
  ],
  [
    { mode: 'require', certificate: { issuer: { name: 'internal', kind: 'Authority' } } },
    'tls.certificate.issuer.kind must be "ClusterIssuer" or "Issuer", or a kind of another group, got "Authority"; write "ClusterIssuer"',
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
    { mode: 'require', certificate: issued, caBundle: 'ca.crt' },
    'tls.caBundle must be a key of a SecretRef, got a string; write new SecretRef(chart, "mongo-ca-bundle", { keys: ["ca.crt"] }).key("ca.crt")',
  ],
])('says of %j what to write', (given, issue) => {
  expect(issuesOf(tls, { tls: given })).toEqual([issue]);
});

test('refuses a Secret without the certificate of the authority', () => {
  rendered((chart) => {
    const certificate = new SecretRef(chart, 'pair', { keys: ['tls.crt', 'tls.key'] });
    expect(issuesOf(tls, { tls: { mode: 'require', certificate } })).toEqual([
      'tls.certificate must have the keys "tls.crt" and "tls.key" and "ca.crt", got "tls.crt", "tls.key"; write new SecretRef(chart, "mongo-tls", { keys: ["tls.crt", "tls.key", "ca.crt"] })',
    ]);
  });
});

test.each<[MongoTls['certificate'], string]>([
  [{ ...issued, duration: '24h', renewBefore: '24h' }, '"24h" and "24h"'],
  [{ ...issued, renewBefore: '2160h' }, '"2160h" and the default "2160h"'],
])('refuses the renewal of %j, which comes before the certificate', (certificate, got) => {
  const text = refusal((chart) => {
    checkTls(attachedFindings(chart), decided(tls, { tls: { mode: 'require', certificate } }).tls, 'shop');
  });
  expect(text).toContain(
    `[shop] tls.certificate.renewBefore must be shorter than duration, got ${got}; write a third of it`,
  );
});

test('refuses Secrets of other namespaces, and of sources that give files only', () => {
  const text = refusal((chart) => {
    const findings = attachedFindings(chart);
    const keys = ['tls.crt', 'tls.key', 'ca.crt'] as const;
    const elsewhere = new SecretRef(chart, 'elsewhere', { keys });
    checkTls(findings.inside('one'), { mode: 'require', certificate: elsewhere }, 'other');
    const source = { type: 'vault', role: 'shop', keys: vaultKeys } as const;
    const files = new SecretRef(chart, 'files', { keys, source });
    checkTls(findings.inside('two'), { mode: 'require', certificate: files }, 'shop');
    const pair = new SecretRef(chart, 'pair', { keys });
    const caBundle = elsewhere.key('ca.crt');
    checkTls(findings.inside('three'), { mode: 'require', certificate: pair, caBundle: files.key('ca.crt') }, 'shop');
    checkTls(findings.inside('four'), { mode: 'off', certificate: pair, caBundle }, 'other');
  });
  expect(text).toContain(
    'one.tls.certificate must be a Secret of the set\'s namespace, got one of "shop"; make the SecretRef in the set\'s chart',
  );
  expect(text).toContain(
    'two.tls.certificate must be in a Secret that is there before the pod, got one of the source "vault"; choose the source "existing", "external", "generated" or "sealed"',
  );
  expect(text).toContain(
    'three.tls.caBundle must be in a Secret that is there before the pod, got one of the source "vault"; choose the source "existing", "external", "generated" or "sealed"',
  );
  expect(text).toContain(
    'four.tls.caBundle must be a Secret of the set\'s namespace, got one of "shop"; make the SecretRef in the set\'s chart',
  );
});
