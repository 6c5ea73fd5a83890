import { shown } from '../values/findings';
import { isBuiltIn } from '../manifests/kinds';
import { Manifest } from '../manifests/manifest';
import { dnsLabelProblem, dnsSubdomainProblem, serviceNameProblem } from '../values/names';
import { Rule } from '../checks/rule';

type NameProblem = (name: unknown) => string | undefined;

// The controllers append to these names, and what results must be a label's value of 63 characters.
const rulesOfKinds: Readonly<Record<string, NameProblem>> = {
  Namespace: (name) => dnsLabelProblem(name),
  Service: (name) => serviceNameProblem(name),
  StatefulSet: (name) => dnsLabelProblem(name, 52),
  CronJob: (name) => dnsLabelProblem(name, 52),
  Job: (name) => dnsLabelProblem(name),
  Role: pathSegmentProblem,
  RoleBinding: pathSegmentProblem,
  ClusterRole: pathSegmentProblem,
  ClusterRoleBinding: pathSegmentProblem,
};

/**
 * The API server refuses other names, but only when they are applied.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
 */
export const validObjectNames: Rule = {
  id: 'valid-object-names',
  summary: 'Names and namespaces are what Kubernetes accepts for the kind',
  *check(manifests) {
    for (const object of manifests) {
      const { name, namespace } = object.metadata;
      // A name that is no string is for valid-fields to say.
      const problem = typeof (name as unknown) === 'string' ? nameProblem(object)(name) : undefined;
      if (problem !== undefined) yield { object, message: `name ${problem}` };
      const namespaceProblem = typeof namespace === 'string' ? dnsLabelProblem(namespace) : undefined;
      if (namespaceProblem !== undefined) yield { object, message: `namespace ${namespaceProblem}` };
    }
  },
};

function nameProblem(object: Manifest): NameProblem {
  return (isBuiltIn(object) ? rulesOfKinds[object.kind] : undefined) ?? dnsSubdomainProblem;
}

function pathSegmentProblem(name: unknown): string | undefined {
  if (typeof name === 'string' && name !== '' && name !== '.' && name !== '..' && !/[/%]/.test(name)) return undefined;
  return `must not hold "/" or "%" nor be "." or "..", got ${shown(name)}; write a name such as "pod-reader"`;
}
