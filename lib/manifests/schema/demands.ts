import { field, Fields } from '../manifest';

/** A field that an object must have, and what to write for it. */
export interface Demand {
  readonly field: string;
  readonly write: string;
  /** The objects that need the field. @default - all of the type */
  readonly if?: (object: Fields) => boolean;
}

const admissionRule: readonly Demand[] = [
  { field: 'apiGroups', write: '["apps"]' },
  { field: 'apiVersions', write: '["v1"]' },
  { field: 'operations', write: '["CREATE"]' },
  { field: 'resources', write: '["deployments"]' },
];

/**
 * Fields that the API server requires and its schema does not: those that are empty unless they are written, and those that others
 * ask for.
 */
export const demands: Readonly<Record<string, readonly Demand[]>> = {
  ...ofEach(
    { field: 'spec', write: 'it' },
    ...['Pod', 'PodTemplateSpec', 'Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'JobTemplateSpec', 'CronJob'],
    ...['Service', 'Ingress', 'PersistentVolume', 'PersistentVolumeClaim', 'IngressClass', 'APIService'],
    ...['ReplicationController', 'ServiceCIDR', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding'],
    ...['MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding'],
  ),
  ...ofEach(
    { field: 'name', write: 'the name of one' },
    ...['ConfigMapVolumeSource', 'ConfigMapProjection', 'ConfigMapEnvSource', 'ConfigMapKeySelector'],
    ...['SecretProjection', 'SecretEnvSource', 'SecretKeySelector', 'PodDNSConfigOption'],
  ),
  Container: [{ field: 'image', write: 'one such as docker.io/library/nginx:1.27' }],
  PodSpec: [{ field: 'containers', write: 'at least one' }],
  NodeSelector: [{ field: 'nodeSelectorTerms', write: 'at least one' }],
  SecretVolumeSource: [{ field: 'secretName', write: 'the name of one' }],
  ...ofEach(
    { field: 'selector', write: '{ matchLabels }, with labels of the pods' },
    ...['DeploymentSpec', 'StatefulSetSpec', 'DaemonSetSpec', 'ReplicaSetSpec'],
  ),
  RuleWithOperations: admissionRule,
  NamedRuleWithOperations: admissionRule,
  ValidatingAdmissionPolicySpec: [
    { field: 'matchConstraints.resourceRules', write: 'at least one' },
    {
      field: 'validations',
      write: 'at least one, such as { expression }',
      if: ({ auditAnnotations }) => isBlank(auditAnnotations),
    },
  ],
  ParamKind: [
    { field: 'apiVersion', write: 'a group and a version' },
    { field: 'kind', write: 'a kind' },
  ],
  ParamRef: [
    { field: 'name', write: 'the name of one', if: ({ selector }) => selector === undefined },
    { field: 'parameterNotFoundAction', write: 'Allow or Deny' },
  ],
  ServiceReference: [
    { field: 'namespace', write: 'that of the Service' },
    { field: 'name', write: 'that of the Service' },
  ],
  APIServiceSpec: [
    { field: 'group', write: 'the group of its name' },
    { field: 'version', write: 'the version of its name' },
  ],
  CustomResourceDefinitionVersion: [{ field: 'schema.openAPIV3Schema', write: '{ type: object, properties }' }],
  AggregationRule: [{ field: 'clusterRoleSelectors', write: 'at least one' }],
  EphemeralVolumeSource: [{ field: 'volumeClaimTemplate', write: 'one with spec' }],
  ImageVolumeSource: [{ field: 'reference', write: 'an image' }],
  EndpointSubset: [
    {
      field: 'addresses',
      write: 'at least one, such as { ip }',
      if: ({ notReadyAddresses }) => isBlank(notReadyAddresses),
    },
  ],
  IngressClassSpec: [{ field: 'controller', write: 'one such as example.com/ingress' }],
  IngressClassParametersReference: [
    { field: 'namespace', write: 'that of the parameters', if: ({ scope }) => scope === 'Namespace' },
  ],
  LimitResponse: [
    { field: 'queuing', write: '{ queues }', if: ({ type, queuing }) => type === 'Queue' && queuing === undefined },
  ],
  PriorityLevelConfigurationSpec: [
    { field: 'limited', write: '{ limitResponse }', if: ({ type }) => type === 'Limited' },
  ],
  ReplicationControllerSpec: [{ field: 'template', write: 'metadata and spec of the pods' }],
  PodTemplate: [{ field: 'template.spec', write: '{ containers }' }],
  ServiceCIDRSpec: [{ field: 'cidrs', write: 'at least one' }],
  SuccessPolicyRule: [
    {
      field: 'succeededIndexes',
      write: 'some such as "0,2-4", or succeededCount',
      if: ({ succeededCount }) => isBlank(succeededCount),
    },
  ],
  VolumeAttributesClass: [{ field: 'parameters', write: 'at least one' }],
  VolumeNodeAffinity: [{ field: 'required', write: '{ nodeSelectorTerms }' }],
  ExecAction: [{ field: 'command', write: 'a list such as ["cat", "/tmp/ready"]' }],
  PersistentVolumeClaimSpec: [
    { field: 'accessModes', write: '["ReadWriteOnce"]' },
    { field: 'resources.requests.storage', write: 'a quantity such as "10Gi"' },
  ],
  PersistentVolumeSpec: [
    { field: 'accessModes', write: '["ReadWriteOnce"]' },
    { field: 'capacity.storage', write: 'a quantity such as "10Gi"' },
  ],
  JobSpec: [
    {
      field: 'completions',
      write: 'how many',
      if: ({ completionMode, parallelism }) => completionMode === 'Indexed' && !isBlank(parallelism),
    },
  ],
  ServiceSpec: [
    { field: 'externalName', write: 'a host such as "db.example.com"', if: ({ type }) => type === 'ExternalName' },
    {
      field: 'ports',
      write: 'at least one, such as { port: 80 }',
      if: ({ type, clusterIP }) => type !== 'ExternalName' && clusterIP !== 'None',
    },
  ],
  IngressSpec: [{ field: 'rules', write: 'at least one', if: ({ defaultBackend }) => isBlank(defaultBackend) }],
  IngressServiceBackend: [{ field: 'port', write: '{ name } or { number }' }],
  HTTPIngressPath: [{ field: 'path', write: '/', if: ({ pathType }) => pathType === 'Prefix' || pathType === 'Exact' }],
  HTTPIngressRuleValue: [{ field: 'paths', write: 'at least one' }],
  RoleRef: [{ field: 'name', write: 'the name of a role' }],
  PolicyRule: [
    { field: 'verbs', write: 'a list such as ["get"]' },
    { field: 'apiGroups', write: '[""] for the core group', if: ({ resources }) => !isBlank(resources) },
    { field: 'resources', write: 'a list such as ["pods"]', if: (rule) => isBlank(rule.nonResourceURLs) },
  ],
};

/** The same demand of several types. */
function ofEach(demand: Demand, ...types: readonly string[]): Readonly<Record<string, readonly Demand[]>> {
  return Object.fromEntries(types.map((type) => [type, [demand]]));
}

/** The demands of a type that an object does not meet. */
export function unmetDemands(type: string, object: Fields): readonly Demand[] {
  const asked = demands[type];
  if (asked === undefined) return [];
  return asked.filter((demand) => {
    // Most demands are for a field of the object itself.
    const value = object[demand.field] ?? field(object, ...demand.field.split('.'));
    return isBlank(value) && (demand.if?.(object) ?? true);
  });
}

/** True if the API server takes a value for an empty one. */
function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '' || isEmpty(value);
}

/** True if a list or an object holds nothing, such as `{ matchLabels: {} }`. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && value !== null && Object.values(value).every(isEmpty);
}
