// Writes kubernetes-schema.json, the fields of the kinds that Kubernetes itself serves, out of an API server's OpenAPI document:
//   kubectl get --raw /openapi/v2 | node imports/generate-kubernetes-schema.mjs > imports/kubernetes-schema.json
// A field's type is an expression: `string`, `int32`, `[]string` for a list, `{}string` for a map, `=Always|Never` for one of some
// strings, of which the empty one is the first if it is the default, or the name of another type. Descriptions are left out.
import { readFileSync } from 'node:fs';

/**
 * @typedef {{ $ref?: string, type?: string, format?: string, items?: Property, additionalProperties?: Property, enum?: string[] }} Property
 * @typedef {{ group: string, version: string, kind: string }} Kind
 * @typedef {Property & { properties?: Record<string, Property>, required?: string[], 'x-kubernetes-group-version-kind'?: Kind[] }} Definition
 * @typedef {{
 *   info: { version: string },
 *   paths: Record<string, { post?: { 'x-kubernetes-group-version-kind'?: Kind } }>,
 *   definitions: Record<string, Definition>,
 * }} OpenApi
 */

/** @type {OpenApi} */
const document = JSON.parse(readFileSync(0, 'utf8'));
/** @type {Record<string, string>} */
const scalars = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'int-or-string',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'time',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'time',
};
// Those of Kubernetes itself; a definition that is installed has another name.
const ownTypes = /^io\.k8s\.(api|apimachinery|apiextensions-apiserver|kube-aggregator)\./;
// What the API server asks for and its document does not say, and the other way round: by its answers to broken objects (e2e/check-agreement.e2e.ts).
const flowVerbs = '*|create|delete|deletecollection|get|list|patch|proxy|update|watch';
/** @type {Record<string, string>} */
const strictTypes = {
  'admissionregistration.v1.MutatingWebhook.sideEffects': '=None|NoneOnDryRun',
  'admissionregistration.v1.ParamRef.parameterNotFoundAction': '=Allow|Deny',
  'admissionregistration.v1.ValidatingWebhook.sideEffects': '=None|NoneOnDryRun',
  'admissionregistration.v1.Validation.reason': '=Forbidden|Invalid|RequestEntityTooLarge',
  'apiextensions.v1.CustomResourceColumnDefinition.type': '=boolean|date|integer|number|string',
  'apiextensions.v1.CustomResourceDefinitionSpec.scope': '=Cluster|Namespaced',
  'apiextensions.v1.JSONSchemaProps.type': '=array|boolean|integer|number|object|string',
  'apps.v1.RollingUpdateDaemonSet.maxSurge': 'int-or-percent',
  'apps.v1.RollingUpdateDaemonSet.maxUnavailable': 'int-or-percent',
  'apps.v1.RollingUpdateDeployment.maxSurge': 'int-or-percent',
  'apps.v1.RollingUpdateDeployment.maxUnavailable': 'int-or-percent',
  'apps.v1.RollingUpdateStatefulSetStrategy.maxUnavailable': 'int-or-percent',
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted': '=Delete|Retain',
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled': '=Delete|Retain',
  'autoscaling.v2.HPAScalingPolicy.type': '=Percent|Pods',
  'autoscaling.v2.HPAScalingRules.selectPolicy': '=Disabled|Max|Min',
  'autoscaling.v2.MetricSpec.type': '=ContainerResource|External|Object|Pods|Resource',
  'autoscaling.v2.MetricTarget.type': '=AverageValue|Utilization|Value',
  'batch.v1.PodFailurePolicyOnPodConditionsPattern.status': '=False|True|Unknown',
  'core.v1.Container.restartPolicy': '=Always|Never|OnFailure',
  'core.v1.PodOS.name': '=linux|windows',
  'core.v1.ServiceSpec.ipFamilies': '[]=IPv4|IPv6',
  'core.v1.ServiceSpec.trafficDistribution': '=PreferClose|PreferSameNode|PreferSameZone',
  'core.v1.Toleration.operator': '=Equal|Exists',
  'core.v1.VolumeMount.recursiveReadOnly': '=Disabled|Enabled|IfPossible',
  'flowcontrol.v1.FlowDistinguisherMethod.type': '=ByNamespace|ByUser',
  'flowcontrol.v1.LimitResponse.type': '=Queue|Reject',
  'flowcontrol.v1.NonResourcePolicyRule.verbs': `[]=${flowVerbs}`,
  'flowcontrol.v1.PriorityLevelConfigurationSpec.type': '=Exempt|Limited',
  'flowcontrol.v1.ResourcePolicyRule.verbs': `[]=${flowVerbs}`,
  'flowcontrol.v1.Subject.kind': '=Group|ServiceAccount|User',
  'meta.v1.LabelSelectorRequirement.operator': '=DoesNotExist|Exists|In|NotIn',
  'networking.v1.IngressClassParametersReference.scope': '=Cluster|Namespace',
  'policy.v1.PodDisruptionBudgetSpec.maxUnavailable': 'int-or-percent',
  'policy.v1.PodDisruptionBudgetSpec.minAvailable': 'int-or-percent',
  'rbac.v1.RoleRef.apiGroup': '=rbac.authorization.k8s.io',
  'rbac.v1.RoleRef.kind': '=ClusterRole|Role',
  'rbac.v1.Subject.apiGroup': '=rbac.authorization.k8s.io',
  'rbac.v1.Subject.kind': '=Group|ServiceAccount|User',
  'storage.v1.CSIDriverSpec.fsGroupPolicy': '=File|None|ReadWriteOnceWithFSType',
  'storage.v1.CSIDriverSpec.volumeLifecycleModes': '[]=Ephemeral|Persistent',
  'storage.v1.StorageClass.reclaimPolicy': '=Delete|Retain',
};
const optional = new Set([
  'apiextensions.v1.CustomResourceDefinitionVersion.served',
  'apiextensions.v1.CustomResourceDefinitionVersion.storage',
  'batch.v1.PodFailurePolicy.rules',
  'core.v1.HTTPHeader.value',
  'core.v1.ISCSIVolumeSource.lun',
  'core.v1.LimitRangeSpec.limits',
  'core.v1.PreferredSchedulingTerm.preference',
  'core.v1.SleepAction.seconds',
  'core.v1.Sysctl.value',
  'discovery.v1.ForZone.name',
  'storage.v1.CSIDriver.spec',
  'storage.v1.TokenRequest.audience',
]);
// Fields in which an empty string is the default. Those of a status are left to whatever writes it.
const mayBeEmpty = new Set(
  [
    'apps.v1.DaemonSetUpdateStrategy.type apps.v1.DeploymentStrategy.type apps.v1.StatefulSetSpec.podManagementPolicy',
    'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted apps.v1.StatefulSetUpdateStrategy.type',
    'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled batch.v1.CronJobSpec.concurrencyPolicy',
    'apiextensions.v1.JSONSchemaProps.type batch.v1.PodFailurePolicyOnPodConditionsPattern.status',
    'core.v1.AzureDiskVolumeSource.cachingMode core.v1.AzureDiskVolumeSource.kind core.v1.Container.imagePullPolicy',
    'core.v1.Container.terminationMessagePolicy core.v1.ContainerPort.protocol core.v1.EndpointPort.protocol',
    'core.v1.GRPCAction.mode core.v1.HTTPGetAction.protocol core.v1.HTTPGetAction.scheme core.v1.PodSpec.dnsPolicy',
    'core.v1.HostPathVolumeSource.type core.v1.ImageVolumeSource.pullPolicy core.v1.Lifecycle.stopSignal',
    'core.v1.PersistentVolumeSpec.persistentVolumeReclaimPolicy core.v1.PodSpec.restartPolicy core.v1.ServiceSpec.type',
    'core.v1.ServicePort.protocol core.v1.ServiceSpec.externalTrafficPolicy core.v1.ServiceSpec.sessionAffinity',
    'core.v1.Toleration.effect core.v1.Toleration.operator rbac.v1.RoleRef.apiGroup rbac.v1.Subject.apiGroup',
    'resource.v1.DeviceSubRequest.allocationMode resource.v1.DeviceTaint.effect resource.v1.DeviceToleration.effect',
    'resource.v1.DeviceToleration.operator resource.v1.ExactDeviceRequest.allocationMode',
    'storage.v1.StorageClass.reclaimPolicy',
  ].flatMap((line) => line.split(' ')),
);
// Every kind that is created by a POST of itself; the others are answers of the server.
const created = Object.values(document.paths)
  .map(({ post }) => post?.['x-kubernetes-group-version-kind'])
  .filter((kind) => kind !== undefined);
const types = new Map();
/** @type {Record<string, string>} */
const kinds = {};

for (const { group, version, kind } of created) {
  const found = Object.entries(document.definitions).find(
    ([name, definition]) =>
      ownTypes.test(name) &&
      definition['x-kubernetes-group-version-kind']?.some(
        (it) => it.group === group && it.version === version && it.kind === kind,
      ),
  );
  if (found === undefined || found[0].includes('.apis.meta.')) continue;
  kinds[`${group === '' ? '' : `${group}/`}${version} ${kind}`] = typeNamed(found[0]);
}
write();

/**
 * Gives the short name of a type, and adds the type and those of its fields to the file.
 * @param {string} name
 * @returns {string}
 */
function typeNamed(name) {
  const scalar = scalars[name];
  if (scalar !== undefined) return scalar;
  const definition = document.definitions[name] ?? {};
  const short = name.replace(/^io\.k8s\.(api|apimachinery\.pkg\.apis|(.*)\.pkg\.apis)\./, '');
  if (definition.properties === undefined) return typeOf(definition);
  if (!types.has(short)) {
    types.set(short, {});
    const fields = Object.entries(definition.properties).sort(([one], [other]) => (one < other ? -1 : 1));
    const required = (definition.required ?? []).filter((field) => !optional.has(`${short}.${field}`));
    types.set(short, {
      ...(required.length > 0 && { required }),
      fields: Object.fromEntries(fields.map(([field, property]) => [field, fieldType(short, field, property)])),
    });
  }
  return short;
}

/**
 * @param {string} owner
 * @param {string} field
 * @param {Property} property
 * @returns {string}
 */
function fieldType(owner, field, property) {
  const type = strictTypes[`${owner}.${field}`] ?? typeOf(property);
  const isEmptyTaken = mayBeEmpty.has(`${owner}.${field}`) || owner.endsWith('Status') || owner.endsWith('Condition');
  return isEmptyTaken ? type.replace(/=(?!\|)/, '=|') : type;
}

/**
 * @param {Property} property
 * @returns {string}
 */
function typeOf({ $ref, type, format, items, additionalProperties, enum: values }) {
  if ($ref !== undefined) return typeNamed($ref.replace('#/definitions/', ''));
  if (type === 'array') return `[]${typeOf(items ?? {})}`;
  if (type === 'object') return additionalProperties === undefined ? 'any' : `{}${typeOf(additionalProperties)}`;
  if (values !== undefined) return `=${values.join('|')}`;
  if (type === 'integer') return format ?? 'int64';
  if (type === 'string' && format === 'byte') return 'base64';
  return type ?? 'any';
}

/** One kind and one type a line, so that a new version is a diff of lines. */
function write() {
  /** @type {(map: Record<string, unknown>) => string} */
  const lines = (map) =>
    Object.entries(map)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .join(',\n');
  const origin = `The OpenAPI document of Kubernetes ${document.info.version}, https://github.com/kubernetes/kubernetes, Apache-2.0`;
  process.stdout.write(
    `{"origin":${JSON.stringify(origin)},\n"kubernetes":${JSON.stringify(document.info.version)},\n"kinds":{\n${lines(kinds)}\n},\n"types":{\n${lines(Object.fromEntries(types))}\n}}\n`,
  );
}
