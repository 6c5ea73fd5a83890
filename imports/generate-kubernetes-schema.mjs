// Writes kubernetes-schema.json, the fields of the kinds that Kubernetes itself serves, out of an API server's OpenAPI document:
//   kubectl get --raw /openapi/v2 | node imports/generate-kubernetes-schema.mjs > imports/kubernetes-schema.json
// A field's type is an expression: `string`, `int32`, `[]string` for a list, `{}string` for a map, `=Always|Never` for one of some
// strings, or the name of another type. Descriptions are left out.
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
/** @type {Record<string, string>} */
const strictTypes = {
  'autoscaling.v2.HPAScalingPolicy.type': '=Percent|Pods',
  'autoscaling.v2.HPAScalingRules.selectPolicy': '=Disabled|Max|Min',
  'apps.v1.RollingUpdateDaemonSet.maxSurge': 'int-or-percent',
  'apps.v1.RollingUpdateDaemonSet.maxUnavailable': 'int-or-percent',
  'apps.v1.RollingUpdateDeployment.maxSurge': 'int-or-percent',
  'apps.v1.RollingUpdateDeployment.maxUnavailable': 'int-or-percent',
  'apps.v1.RollingUpdateStatefulSetStrategy.maxUnavailable': 'int-or-percent',
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted': '=Delete|Retain',
  'apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled': '=Delete|Retain',
  'core.v1.Container.restartPolicy': '=Always|Never|OnFailure',
  'meta.v1.LabelSelectorRequirement.operator': '=DoesNotExist|Exists|In|NotIn',
  'policy.v1.PodDisruptionBudgetSpec.maxUnavailable': 'int-or-percent',
  'policy.v1.PodDisruptionBudgetSpec.minAvailable': 'int-or-percent',
  'batch.v1.PodFailurePolicyOnPodConditionsPattern.status': '=False|True|Unknown',
  'rbac.v1.RoleRef.apiGroup': '=rbac.authorization.k8s.io',
  'rbac.v1.RoleRef.kind': '=ClusterRole|Role',
  'rbac.v1.Subject.apiGroup': '=rbac.authorization.k8s.io',
  'rbac.v1.Subject.kind': '=Group|ServiceAccount|User',
};
const optional = new Set([
  'batch.v1.PodFailurePolicy.rules',
  'core.v1.HTTPHeader.value',
  'core.v1.LimitRangeSpec.limits',
  'core.v1.SleepAction.seconds',
  'core.v1.Sysctl.value',
]);
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
      fields: Object.fromEntries(
        fields.map(([field, property]) => [field, strictTypes[`${short}.${field}`] ?? typeOf(property)]),
      ),
    });
  }
  return short;
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
