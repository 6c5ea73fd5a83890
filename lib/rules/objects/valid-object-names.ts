import { Problem } from '../../findings/problem';
import { isBuiltIn } from '../../manifests/kinds';
import { field, hasGeneratedName, KubernetesManifest } from '../../manifests/manifest';
import { dnsLabelProblem, dnsSubdomainProblem, pathSegmentProblem, serviceNameProblem } from '../../kubernetes/names';
import { faultsAt, Rule } from '../rule';

type NameProblem = (name: unknown) => Problem | undefined;

// The controllers append to these names, and what results must be a label's value of 63 characters.
const rulesOfKinds: Readonly<Record<string, NameProblem>> = {
  Namespace: dnsLabelProblem,
  Service: serviceNameProblem,
  StatefulSet: (name) => dnsLabelProblem(name, 52),
  CronJob: (name) => dnsSubdomainProblem(name, 52),
  Job: (name) => dnsSubdomainProblem(name, 63),
  PodDisruptionBudget: pathSegmentProblem,
  Role: pathSegmentProblem,
  RoleBinding: pathSegmentProblem,
  ClusterRole: pathSegmentProblem,
  ClusterRoleBinding: pathSegmentProblem,
};

// The API server cuts a generateName to 58 characters and appends five.
const mostGenerated = 58;
const appended = 'x'.repeat(5);

/** See https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
export const validObjectNames: Rule = {
  id: 'valid-object-names',
  summary: 'Names and namespaces are valid for the kind',
  why: 'the API server refuses the object',
  rechecks: true,
  *check(object) {
    const { name, namespace } = object.metadata;
    const isGenerated = hasGeneratedName(object);
    if (isGenerated) yield* faultsAt(['metadata', 'generateName'], generateNameProblem(object));
    // A name that is no string is for valid-fields to say.
    const isNamed = typeof (name as unknown) === 'string' && !isGenerated;
    yield* faultsAt(['metadata', 'name'], isNamed ? nameProblem(object)(name) : undefined);
    yield* faultsAt(['metadata', 'namespace'], typeof namespace === 'string' ? dnsLabelProblem(namespace) : undefined);
  },
};

function nameProblem(object: KubernetesManifest): NameProblem {
  const most = mostOfIndexed(object);
  if (most !== undefined) return (name) => dnsLabelProblem(name, most);
  return (isBuiltIn(object) ? rulesOfKinds[object.kind] : undefined) ?? dnsSubdomainProblem;
}

/** The most characters of an Indexed Job's name, or of a CronJob's that makes them: their pods are hosts, named after Job and index. */
function mostOfIndexed(object: KubernetesManifest): number | undefined {
  const isCronJob = object.kind === 'CronJob';
  const job = isCronJob ? field(object, 'spec', 'jobTemplate', 'spec') : field(object, 'spec');
  if (field(job, 'completionMode') !== 'Indexed') return undefined;
  const lastIndex = Number(field(job, 'completions') ?? 1) - 1;
  return 63 - `-${lastIndex}`.length - (isCronJob ? '-29927672'.length : 0);
}

function generateNameProblem(object: KubernetesManifest): Problem | undefined {
  const { generateName = '' } = object.metadata;
  const rule = nameProblem(object);
  const ownProblem = rule === pathSegmentProblem ? undefined : dnsSubdomainProblem(generateName.replace(/-+$/, ''));
  return ownProblem ?? rule(generateName.slice(0, mostGenerated) + appended);
}
