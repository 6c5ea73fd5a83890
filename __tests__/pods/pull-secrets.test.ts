import { App, Chart } from 'cdk8s';
import { BackendService } from '../../lib/backend-service/backend-service';
import { Findings } from '../../lib/findings/findings';
import { field, listField } from '../../lib/manifests/manifest';
import { checkPullSecrets, namespaceProblem, pullSecretFields, pullSecrets } from '../../lib/pods/pull-secrets';
import { secretKey } from '../../lib/secrets/given-secret';
import { SecretRef, SecretRefProps } from '../../lib/secrets/secret-ref';
import { outcome } from '../backend-service/edge-values';
import { textOf } from '../problem-text';
import { issuesOf } from '../props/issues-of';
import { only, refusal, rendered } from '../rendered';
import { everywhere, findings as findingsOf } from './mongo-constructs';

const image = 'registry.example.com/shop/api:1.2.3';
const keys = ['.dockerconfigjson'] as const;

function found(secret: SecretRefProps<string>, namespace = 'shop'): string[] {
  const findings = new Findings();
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  const props = { imagePullSecrets: [new SecretRef(chart, 'registry', secret)] };
  for (const issue of pullSecrets.parse(props).issues) findings.add('', issue);
  checkPullSecrets(findings, { props, namespace });
  return findings.validate();
}

test.each<SecretRefProps<string>>([
  { keys },
  { keys: ['.dockerconfigjson', 'note'] },
  { keys: ['.dockercfg'] },
  { keys, type: 'kubernetes.io/dockerconfigjson' },
])('accepts %j, which the kubelet pulls images with', (props) => {
  expect(found(props)).toEqual([]);
});

const problem = (type: string): string =>
  `imagePullSecrets[0] must be a Secret of the type "kubernetes.io/dockerconfigjson", got "registry" of "${type}"; write keys: [".dockerconfigjson"] in its SecretRef`;

test.each<[SecretRefProps<string>, string]>([
  [{ keys: ['password'] }, problem('Opaque')],
  [{ keys: ['username', 'password'], type: 'kubernetes.io/basic-auth' }, problem('kubernetes.io/basic-auth')],
  [{ keys: ['tls.crt', 'tls.key'] }, problem('kubernetes.io/tls')],
])('refuses %j, which it would leave aside', (props, finding) => {
  expect(found(props)).toEqual([finding]);
});

test('says of a Secret that is stated to be Opaque that it must not be', () => {
  expect(found({ keys, type: 'Opaque' })).toEqual([
    'imagePullSecrets[0] must be a Secret of the type "kubernetes.io/dockerconfigjson", got "registry" of "Opaque"; leave type out of its SecretRef',
  ]);
});

test('refuses a Secret of another namespace than the pods', () => {
  expect(found({ keys }, 'billing')).toEqual([
    `imagePullSecrets[0] must be of the pods' namespace "billing", got one of "shop"; create the SecretRef in the same chart, with copyOf if it is to have the values of the other`,
  ]);
});

test('is a finding of the service', () => {
  const message = refusal((chart) => {
    const registry = new SecretRef(chart, 'registry', { keys: ['password'] });
    new BackendService(chart, 'api', { image, port: 8080, imagePullSecrets: [registry] });
  });
  expect(message).toBe(`1 finding:\n[shop/api] ${problem('Opaque')}`);
});

test('mounts the volume by which the CSI driver makes the Secret, and refuses sources that make none', () => {
  const places = { '.dockerconfigjson': { resourceName: 'registry' } };
  const source = { type: 'csi', provider: 'gcp', keys: places } as const;
  const manifests = rendered((chart) => {
    const registry = new SecretRef(chart, 'registry', { keys, source: { ...source, sync: true } });
    new BackendService(chart, 'api', { image, port: 8080, imagePullSecrets: [registry] });
  });
  const pod = field(only(manifests, 'Deployment'), 'spec', 'template', 'spec');
  expect(listField(listField(pod, 'containers')[0], 'volumeMounts')).toContainEqual({
    name: 'mnt-secrets-registry',
    mountPath: '/mnt/secrets/registry',
    readOnly: true,
  });
  const message = refusal((chart) => {
    const registry = new SecretRef(chart, 'registry', { keys, source });
    new BackendService(chart, 'api', { image, port: 8080, imagePullSecrets: [registry] });
  });
  expect(message).toContain('[shop/api] imagePullSecrets[0] must be in a Secret, got one of the source "csi"');
});

test('names the Secrets, and leaves the field out without any', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  const secret = new SecretRef(chart, 'registry', { keys: ['.dockerconfigjson'] });
  expect([pullSecretFields({ imagePullSecrets: [secret] }), pullSecretFields({})]).toEqual([
    { imagePullSecrets: [{ name: 'registry' }] },
    {},
  ]);
});

test('refuses a Secret by its name', () => {
  expect(outcome({ imagePullSecrets: ['registry'] }).findings).toEqual([
    '[shop/api] imagePullSecrets[0] must be a SecretRef, got a string; write new SecretRef(chart, …)',
  ]);
});

test('is a finding of the set, of its dumps and of its snapshots', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  const imagePullSecrets = [new SecretRef(chart, 'registry', { keys: ['password'] })];
  expect(findingsOf(everywhere({ imagePullSecrets }))).toEqual(
    ['mongo', 'dumps', 'snapshots'].map((id) => `[shop/${id}] ${problem('Opaque')}`),
  );
});

test('never shows a string in the place of a key, which may be the secret itself', () => {
  expect(issuesOf(secretKey, 'hunter2')).toEqual([
    'it must be a key of a SecretRef, got a string; write secretRef.key(…)',
  ]);
});

test('refuses a Secret of another namespace than the pods have', () => {
  expect(namespaceProblem('shop', 'shop')).toBeUndefined();
  expect(textOf(namespaceProblem('data', 'shop'))).toBe(
    'must be of the pods\' namespace "shop", got one of "data"; create the SecretRef in the same chart, with copyOf if it is to have the values of the other',
  );
});
