import { unmetDemands } from '../../../lib/manifests/schema/demands';

const fieldsOf = (type: string, object: Record<string, unknown>): string[] =>
  unmetDemands(type, object).map(({ field }) => field);

test.each<[string, Record<string, unknown>, string[]]>([
  ['Container', { name: 'a' }, ['image']],
  ['Container', { image: '' }, ['image']],
  ['Container', { image: 'a' }, []],
  ['DeploymentSpec', { selector: { matchLabels: {} } }, ['selector']],
  ['DeploymentSpec', { selector: { matchLabels: { canary: '' } } }, []],
  ['PersistentVolumeClaimSpec', { accessModes: ['ReadWriteOnce'], resources: {} }, ['resources.requests.storage']],
  ['JobSpec', { completionMode: 'Indexed', parallelism: 2 }, ['completions']],
  ['JobSpec', { completionMode: 'Indexed' }, []],
  ['Pod', {}, ['spec']],
  ['SecretVolumeSource', { defaultMode: 256 }, ['secretName']],
  ['ConfigMapKeySelector', { key: 'a', name: '' }, ['name']],
  ['HTTPIngressPath', { pathType: 'Prefix' }, ['path']],
  ['HTTPIngressPath', { pathType: 'ImplementationSpecific' }, []],
  ['JobSpec', {}, []],
  ['ServiceSpec', { type: 'ExternalName' }, ['externalName']],
  ['ServiceSpec', { selector: { app: 'a' } }, ['ports']],
  ['ServiceSpec', { clusterIP: 'None' }, []],
  ['IngressSpec', { defaultBackend: { service: { name: 'a' } } }, []],
  ['IngressSpec', {}, ['rules']],
  ['PolicyRule', { nonResourceURLs: ['/healthz'], verbs: ['get'] }, []],
  ['PolicyRule', { resources: ['pods'], verbs: ['get'] }, ['apiGroups']],
  ['ConfigMap', {}, []],
])('asks of a %s %p for %p', (type, object, fields) => {
  expect(fieldsOf(type, object)).toEqual(fields);
});
