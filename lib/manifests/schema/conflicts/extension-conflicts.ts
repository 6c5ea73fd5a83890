import { quoted } from '../../../findings/problem';
import { dnsSubdomainProblem } from '../../../kubernetes/names';
import { field, Fields, listField } from '../../manifest';
import { anyOf, Conflict, ConflictFault, exactlyOne, isSet, mostOne, onlyWith } from './exclusions';

/** The conflicts of permissions, and of the objects that extend a cluster. */
export const extensionConflicts: Readonly<Record<string, Conflict>> = {
  PolicyRule: anyOf(
    mostOne('resources or nonResourceURLs', 'resources', 'nonResourceURLs'),
    mostOne('apiGroups or nonResourceURLs', 'apiGroups', 'nonResourceURLs'),
  ),
  Subject: ({ kind, name, apiGroup }) => {
    if (kind !== 'ServiceAccount' || typeof name !== 'string') return undefined;
    if (isSet(apiGroup) && apiGroup !== '')
      return {
        at: 'apiGroup',
        want: 'must not be set for a ServiceAccount',
        got: quoted(apiGroup),
        write: 'leave it out',
      };
    const problem = name === '' ? undefined : dnsSubdomainProblem(name);
    return problem === undefined ? undefined : { at: 'name', ...problem };
  },
  Role: ({ rules }) => {
    const index = listField({ rules }, 'rules').findIndex((rule) => listField(rule, 'nonResourceURLs').length > 0);
    return index < 0
      ? undefined
      : {
          at: `rules[${index}].nonResourceURLs`,
          want: 'must not be set in a Role, for these URLs are in no namespace',
          write: 'write a ClusterRole',
        };
  },
  ClusterRoleBinding: (binding) =>
    field(binding, 'roleRef', 'kind') === 'Role'
      ? { at: 'roleRef.kind', want: 'must be ClusterRole', got: '"Role"', write: 'write ClusterRole' }
      : undefined,
  PriorityClass: ({ metadata, value }) =>
    typeof value === 'number' && value > 1_000_000_000 && !String(field(metadata, 'name')).startsWith('system-')
      ? { at: 'value', want: 'must be at most 1000000000', got: value, write: 'write 1000000000' }
      : undefined,
  WebhookClientConfig: exactlyOne('a url or a service', 'url', 'service'),
  RuleWithOperations: notBesideAll('apiGroups', 'apiVersions', 'resources'),
  NamedRuleWithOperations: notBesideAll('apiGroups', 'apiVersions', 'resources'),
  ResourcePolicyRule: notBesideAll('apiGroups', 'resources', 'namespaces'),
  ValidatingWebhook: reviewConflict,
  MutatingWebhook: reviewConflict,
  CustomResourceDefinition: (definition) =>
    nameConflict(definition, field(definition, 'spec', 'names', 'plural'), field(definition, 'spec', 'group')) ??
    storageConflict(definition),
  CustomResourceDefinitionVersion: ({ deprecated, deprecationWarning }) =>
    isSet(deprecationWarning) && deprecated !== true
      ? { at: 'deprecationWarning', want: 'must not be set unless deprecated is true', write: 'write deprecated: true' }
      : undefined,
  CustomResourceValidation: ({ openAPIV3Schema: schema }) =>
    isSet(schema) &&
    field(schema, 'type') !== 'object' &&
    field(schema, 'x-kubernetes-preserve-unknown-fields') !== true
      ? {
          at: 'openAPIV3Schema.type',
          want: 'must be object',
          got: quoted(field(schema, 'type') ?? 'none'),
          write: 'write object',
        }
      : undefined,
  CustomResourceSubresourceScale: anyOf(below('specReplicasPath', '.spec.'), below('statusReplicasPath', '.status.')),
  APIService: (service) => nameConflict(service, field(service, 'spec', 'version'), field(service, 'spec', 'group')),
  APIServiceSpec: (spec) =>
    spec.insecureSkipTLSVerify === true && !isSet(spec.service)
      ? { at: 'insecureSkipTLSVerify', want: 'must not be set without a service', write: 'leave it out' }
      : undefined,
  LimitResponse: onlyWith('type', ['Queue'], 'queuing'),
  PriorityLevelConfigurationSpec: anyOf(
    onlyWith('type', ['Limited'], 'limited'),
    onlyWith('type', ['Exempt'], 'exempt'),
  ),
  ParamRef: mostOne('a name or a selector', 'name', 'selector'),
};

/** The conflict of a list with others beside "*". */
function notBesideAll(...lists: readonly string[]): Conflict {
  return (rule) => {
    const name = lists.find((list) => listField(rule, list).includes('*') && listField(rule, list).length > 1);
    return name === undefined
      ? undefined
      : { at: name, want: 'must have no other beside "*"', got: quoted(rule[name]), write: 'write ["*"]' };
  };
}

function reviewConflict({ admissionReviewVersions: versions }: Fields): ConflictFault | undefined {
  if (!Array.isArray(versions) || versions.length === 0 || versions.some((it) => it === 'v1' || it === 'v1beta1'))
    return undefined;
  return { at: 'admissionReviewVersions', want: 'must hold v1', got: quoted(versions), write: 'write ["v1"]' };
}

/** The conflict of a name that is made of two fields. */
function nameConflict(object: Fields, first: unknown, group: unknown): ConflictFault | undefined {
  if (typeof first !== 'string' || typeof group !== 'string' || first === '' || group === '') return undefined;
  const [name, wanted] = [field(object, 'metadata', 'name'), `${first}.${group}`];
  return name === wanted && !isSet(field(object, 'metadata', 'generateName'))
    ? undefined
    : {
        at: 'metadata.name',
        want: 'must be made of the names below',
        got: quoted(name),
        write: `write ${quoted(wanted)}`,
      };
}

function storageConflict(definition: Fields): ConflictFault | undefined {
  const versions = listField(definition, 'spec', 'versions');
  const stored = versions.filter((version) => field(version, 'storage') === true);
  return stored.length === 1 || versions.length === 0
    ? undefined
    : { at: 'spec.versions', want: 'must have one version with storage: true', got: stored.length, write: 'mark one' };
}

function below(name: string, prefix: string): Conflict {
  return ({ [name]: path }) =>
    typeof path === 'string' && path.startsWith('.') && !path.startsWith(prefix)
      ? {
          at: name,
          want: `must be below ${prefix.slice(0, -1)}`,
          got: quoted(path),
          write: `write "${prefix}replicas"`,
        }
      : undefined;
}
