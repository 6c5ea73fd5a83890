import { addressBlockProblem, addressProblem } from '../../kubernetes/addresses';
import { unpullableProblem } from '../../kubernetes/image';
import {
  dataKeyProblem,
  dnsLabelProblem,
  dnsSubdomainProblem,
  labelKeyProblem,
  labelValueProblem,
  pathSegmentProblem,
  portNameProblem,
  serviceNameProblem,
} from '../../kubernetes/names';
import { absolutePathProblem, plainPathProblem, relativePathProblem } from '../../kubernetes/paths';
import { nearName } from '../../findings/near-name';
import { quoted } from '../../findings/problem';
import { isMap } from '../../props/map';
import { Fields } from '../manifest';
import { FieldProblem } from './scalar-problem';

/** A check of a string. */
type Format = (text: string) => FieldProblem | undefined;

/** A problem of a field, and its place in the object: a name, and behind it an index or a key. */
export interface FormatFault extends FieldProblem {
  readonly at: readonly (string | number)[];
}

const jsonPath = matching(/^\./, 'must be a path such as ".spec.replicas"', '.spec.replicas');
const kindName: Format = (text) => serviceNameProblem(text.toLowerCase());
const header = matching(/^[-A-Za-z0-9]+$/, 'must be the name of a header: letters, digits and "-"', 'X-Header-Name');
const resource = /^(limits|requests)\.(cpu|memory|ephemeral-storage|hugepages-.+)$/;
const groupAndVersion = matching(/^[^/]*(\/[^/]+)?$/, 'must be a group and a version', 'apps/v1');
const sysctl = /^(?=.{1,253}$)([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;
const iqn = /^(iqn\.\d{4}-\d\d\.[a-z0-9]([a-z0-9-.]*)(:[^,;*&$|\s]+)?|eui\.[0-9A-Fa-f]{16}|naa\.[0-9A-Fa-f]+)$/;

/**
 * The forms of strings, or of the strings of a list, by the field that has them. With a "!" the field may be left out and may not be empty; of any other
 * an empty string is the same as none.
 */
const formats = byType([
  [
    (text) => dnsLabelProblem(text),
    'ContainerResourceMetricSource.container Endpoint.hostname! EndpointAddress.hostname EndpointPort.name',
    'IngressClassParametersReference.namespace IngressServiceBackend.name PodAffinityTerm.namespaces PodSpec.hostname',
    'PodSpec.subdomain RuntimeClass.handler ServiceAccountSubject.namespace StatefulSetSpec.serviceName',
  ],
  [(text) => (text === '*' ? undefined : dnsSubdomainProblem(text)), 'ServiceAccountSubject.name'],
  [(text) => (text === '*' ? undefined : dnsLabelProblem(text)), 'ResourcePolicyRule.namespaces'],
  [
    (text) => dnsSubdomainProblem(text),
    'PersistentVolumeClaimSpec.storageClassName PersistentVolumeSpec.storageClassName ConfigMapEnvSource.name',
    'SecretEnvSource.name ConfigMapKeySelector.name SecretKeySelector.name Endpoint.nodeName!',
    'EndpointAddress.nodeName! HostAlias.hostnames IngressClassParametersReference.apiGroup! IngressTLS.secretName',
    'IngressSpec.ingressClassName! PodSpec.nodeName PodSpec.serviceAccountName',
    'PodSpec.priorityClassName PodSpec.runtimeClassName PriorityLevelConfigurationReference.name',
    'ValidatingAdmissionPolicyBindingSpec.policyName',
    'MutatingAdmissionPolicyBindingSpec.policyName APIServiceSpec.group CustomResourceDefinitionSpec.group',
  ],
  [(text) => dnsSubdomainProblem(text.toLowerCase(), 63), 'CSIVolumeSource.driver CSIPersistentVolumeSource.driver'],
  [(text) => dnsSubdomainProblem(text.replace(/\.$/, '')), 'ServiceSpec.externalName'],
  [(text) => (text === '.' ? undefined : dnsSubdomainProblem(text.replace(/\.$|_/g, ''))), 'PodDNSConfig.searches'],
  [domainOfThree, 'ValidatingWebhook.name MutatingWebhook.name'],
  [
    (text) => serviceNameProblem(text),
    'CustomResourceDefinitionNames.plural CustomResourceDefinitionNames.singular CustomResourceDefinitionVersion.name',
    'CustomResourceDefinitionNames.shortNames CustomResourceDefinitionNames.categories APIServiceSpec.version',
    'ValidatingWebhook.admissionReviewVersions MutatingWebhook.admissionReviewVersions',
  ],
  [kindName, 'CustomResourceDefinitionNames.kind CustomResourceDefinitionNames.listKind ParamKind.kind'],
  [
    labelKeyProblem,
    'EndpointPort.appProtocol! ServicePort.appProtocol! MatchCondition.name',
    'PodReadinessGate.conditionType PodSchedulingGate.name PodFailurePolicyOnPodConditionsPattern.type',
    'PodAffinityTerm.topologyKey TopologySpreadConstraint.matchLabelKeys TopologySelectorLabelRequirement.key',
    'Toleration.key ServiceSpec.loadBalancerClass!',
  ],
  // The API server puts the name of the policy before it.
  [(text) => labelKeyProblem(`policy/${text}`), 'AuditAnnotation.key'],
  [(text) => labelKeyProblem(text.toLowerCase()), 'StorageClass.provisioner VolumeAttributesClass.driverName'],
  [labelValueProblem, 'ForZone.name Toleration.value'],
  [dataKeyProblem, 'ConfigMapKeySelector.key SecretKeySelector.key'],
  [
    pathSegmentProblem,
    'CrossVersionObjectReference.kind CrossVersionObjectReference.name IngressClassParametersReference.kind',
    'IngressClassParametersReference.name MetricIdentifier.name ParamRef.name RoleRef.name',
    'TypedLocalObjectReference.kind TypedLocalObjectReference.name',
  ],
  [addressProblem, 'EndpointAddress.ip PodDNSConfig.nameservers ServiceSpec.externalIPs'],
  [addressOrNone, 'ServiceSpec.clusterIP ServiceSpec.clusterIPs'],
  [addressBlockProblem, 'IPBlock.except ServiceCIDRSpec.cidrs'],
  [(text) => addressBlockProblem(text.trim()), 'ServiceSpec.loadBalancerSourceRanges'],
  [absolutePathProblem, 'NFSVolumeSource.path'],
  [(text) => (text === '*' ? undefined : absolutePathProblem(text)), 'NonResourcePolicyRule.nonResourceURLs'],
  [hookPathProblem, 'ServiceReference.path'],
  [plainPathProblem, 'HostPathVolumeSource.path LocalVolumeSource.path VolumeDevice.devicePath'],
  [
    relativePathProblem,
    'DownwardAPIVolumeFile.path KeyToPath.path SeccompProfile.localhostProfile ServiceAccountTokenProjection.path',
    'VolumeMount.subPath VolumeMount.subPathExpr',
  ],
  [
    jsonPath,
    'CustomResourceColumnDefinition.jsonPath CustomResourceSubresourceScale.specReplicasPath',
    'CustomResourceSubresourceScale.statusReplicasPath CustomResourceSubresourceScale.labelSelectorPath',
  ],
  [header, 'HTTPHeader.name'],
  [matching(/^[ -<>-~]*$/, 'must be printable ASCII without "="', 'LOG_LEVEL'), 'EnvVar.name'],
  [unpullableProblem, 'Container.image ImageVolumeSource.reference'],
  [
    filled,
    'CustomResourceDefinitionVersion.deprecationWarning! NamedRuleWithOperations.apiVersions RuleWithOperations.resources',
    'NamedRuleWithOperations.resources RuleWithOperations.apiVersions IngressTLS.hosts',
  ],
  [
    matching(/^[a-z0-9]([-.a-z0-9]*[a-z0-9])?\/.+$/, 'must be a path behind a domain', 'example.com/ingress'),
    'IngressClassSpec.controller',
  ],
  [resourceName, 'ContainerResourceMetricSource.name'],
  [matching(resource, 'must be a resource of the container', 'limits.memory'), 'ResourceFieldSelector.resource'],
  [groupAndVersion, 'OwnerReference.apiVersion CrossVersionObjectReference.apiVersion'],
  [
    matching(/^([a-z0-9.-]*\/)?[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/, 'must be a group and a version', 'apps/v1'),
    'ParamKind.apiVersion',
  ],
  [matching(sysctl, 'must be the name of a kernel parameter', 'net.core.somaxconn'), 'Sysctl.name'],
  [matching(iqn, 'must be an iSCSI name', 'iqn.2001-04.com.example:disk'), 'ISCSIVolumeSource.iqn'],
  [
    matching(/^https:\/\/[^/?#@]+(\/[^?#]*)?$/i, 'must be an https URL without query', 'https://hook.example.com/a'),
    'WebhookClientConfig.url!',
  ],
  [portNameProblem, 'NetworkPolicyPort.port! ServiceBackendPort.name! HTTPGetAction.port TCPSocketAction.port'],
]);

/** The forms of the keys of maps, and of their values where these are strings. */
const keyFormats = byType([
  [labelKeyProblem, 'PodSpec.nodeSelector Scheduling.nodeSelector ServiceSpec.selector'],
  [dataKeyProblem, 'ConfigMap.data ConfigMap.binaryData Secret.data Secret.stringData'],
  [
    resourceName,
    'LimitRangeItem.default LimitRangeItem.defaultRequest LimitRangeItem.max LimitRangeItem.maxLimitRequestRatio',
    'LimitRangeItem.min Overhead.podFixed ResourceQuotaSpec.hard',
  ],
  [(name) => (name.includes('/') ? labelKeyProblem(name) : undefined), 'ResourceRequirements.limits'],
  [filled, 'StorageClass.parameters VolumeAttributesClass.parameters'],
]);
const valueFormats = byType([[labelValueProblem, 'PodSpec.nodeSelector Scheduling.nodeSelector ServiceSpec.selector']]);

/** Returns the faults of the strings in the fields of an object of a type. */
export function* formatFaults(type: string, object: Fields): Generator<FormatFault> {
  for (const [place, format] of formats.get(type) ?? []) {
    const name = place.replace('!', '');
    if (object[name] === '' && place !== name) yield* problemAt([name], format(''));
    else yield* faultsOf(object[name], [name], format);
  }
  for (const [name, format] of keyFormats.get(type) ?? []) {
    for (const key of keysOf(object[name])) yield* problemAt([name, key], format(key));
  }
  for (const [name, format] of valueFormats.get(type) ?? []) {
    for (const [key, value] of Object.entries(isMap(object[name]) ? object[name] : {}))
      yield* faultsOf(value, [name, key], format);
  }
}

function* faultsOf(value: unknown, at: FormatFault['at'], format: Format): Generator<FormatFault> {
  if (typeof value === 'string' && value !== '') yield* problemAt(at, format(value));
  if (!Array.isArray(value)) return;
  // An empty string in a list is none that could be left out, and null is one.
  for (const [index, item] of (value as unknown[]).entries()) {
    if (typeof item === 'string') yield* problemAt([...at, index], format(item));
    else if (item === null) yield* problemAt([...at, index], format(''));
  }
}

// Flux puts a value in its place.
const placeholder = /\$\{[^}]+\}/;

function problemAt(at: FormatFault['at'], problem: FieldProblem | undefined): FormatFault[] {
  return problem === undefined || placeholder.test(String(problem.got))
    ? []
    : [{ at, want: problem.want, got: problem.got, write: problem.write }];
}

function keysOf(map: unknown): string[] {
  return isMap(map) ? Object.keys(map) : [];
}

function byType(
  rows: readonly (readonly [Format, ...string[]])[],
): ReadonlyMap<string, readonly (readonly [string, Format])[]> {
  const found = new Map<string, (readonly [string, Format])[]>();
  for (const [format, ...lines] of rows) {
    for (const place of lines.flatMap((line) => line.split(' '))) {
      const [type = '', name = ''] = place.split('.');
      found.set(type, [...(found.get(type) ?? []), [name, format]]);
    }
  }
  return found;
}

function matching(pattern: RegExp, want: string, example: string): Format {
  return (text) =>
    pattern.test(text) ? undefined : { want, got: quoted(text), write: `write one such as ${quoted(example)}` };
}

function domainOfThree(text: string): FieldProblem | undefined {
  const problem = dnsSubdomainProblem(text);
  if (problem !== undefined || text.split('.').length >= 3) return problem;
  const write = `write one such as ${quoted(`${text}.example.com`)}`;
  return { want: 'must be a domain of at least three parts', got: quoted(text), write };
}

function filled(text: string): FieldProblem | undefined {
  return text === '' ? { want: 'must not be empty', got: '""', write: 'write it, or leave it out' } : undefined;
}

function hookPathProblem(path: string): FieldProblem | undefined {
  const segments = path.split('/').slice(1);
  return (
    absolutePathProblem(path) ?? segments.map((it) => (it === '' ? undefined : dnsSubdomainProblem(it))).find(Boolean)
  );
}

function addressOrNone(text: string): FieldProblem | undefined {
  return text === 'None' ? undefined : addressProblem(text);
}

/** The names of resources that have no domain. */
const standardResources = new Set(
  [
    'cpu memory ephemeral-storage storage requests.cpu requests.memory requests.storage requests.ephemeral-storage',
    'limits.cpu limits.memory limits.ephemeral-storage pods services services.nodeports services.loadbalancers',
    'replicationcontrollers resourcequotas secrets configmaps persistentvolumeclaims',
  ].flatMap((line) => line.split(' ')),
);

/** Returns the problem of the name of a resource: one of Kubernetes, or one with a domain. */
function resourceName(name: string): FieldProblem | undefined {
  const problem = labelKeyProblem(name);
  if (problem !== undefined) return { ...problem, want: 'must be the name of a resource' };
  const isKnown = standardResources.has(name) || /^((requests|limits)\.)?hugepages-/.test(name) || name.includes('/');
  if (isKnown) return undefined;
  const write = `write ${quoted(nearName(name, [...standardResources]) ?? 'cpu')}`;
  return { want: 'must be a resource of Kubernetes, or a name with a domain', got: quoted(name), write };
}
