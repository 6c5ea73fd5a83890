import { Rule } from '../rule';
import { field, groupKind, listField, KubernetesManifest, objectName, textMapField } from '../../manifests/manifest';
import { remembered } from '../../manifests/remembered';
import { podContainers, podTemplate, protocolOf } from '../../manifests/pod-template';
import { selectedBy, servedBy } from '../../manifests/selected-workloads';
import { quoted } from '../../findings/problem';

/** A Service can lead to a port that the pods' NetworkPolicies let nothing in to; requests then end in a timeout. */
export const noBlockedPort: Rule = {
  id: 'no-blocked-port',
  summary: 'The NetworkPolicies of pods allow ingress to the ports that their Services lead to',
  why: 'requests end in a timeout',
  *check(service, objects) {
    const pods = servedBy(service, objects).find(hasPolicedPods);
    if (pods === undefined) return;
    const own = policiesByPods(objects).get(pods) ?? [];
    if (own.some(hasExpressions)) return;
    // Without any rule nothing is meant to come in.
    const rules = own.flatMap((policy) => listField(policy, 'spec', 'ingress'));
    if (rules.length === 0) return;
    for (const [index, port] of listField(service, 'spec', 'ports').entries()) {
      const target = field(port, 'targetPort') ?? field(port, 'port');
      const protocol = protocolOf(port);
      if (!rules.some((rule) => letsIn(rule, target, protocol, pods)))
        yield {
          path: ['spec', 'ports', index],
          want: `must lead to a port that ${own.map(objectName).join(' or ')} lets in`,
          got: `targetPort ${quoted(target)}${protocol === 'TCP' ? '' : ` of ${protocol}`}`,
          write: 'add it to the ports of a rule there',
        };
    }
  },
};

/** The policies of ingress by the objects whose pods have the labels that they ask for. */
const policiesByPods = remembered(
  (objects: readonly KubernetesManifest[]): ReadonlyMap<KubernetesManifest, readonly KubernetesManifest[]> => {
    const policies = new Map<KubernetesManifest, KubernetesManifest[]>();
    for (const policy of objects.filter(isIngressPolicy)) {
      const matchLabels = textMapField(policy, 'spec', 'podSelector', 'matchLabels');
      for (const pods of selectedBy({ matchLabels }, policy.metadata.namespace, objects))
        policies.set(pods, [...(policies.get(pods) ?? []), policy]);
    }
    return policies;
  },
);

/** True for an object whose pods are subject to policies; pods in the node's network are not. */
function hasPolicedPods(manifest: KubernetesManifest): boolean {
  const template = podTemplate(manifest);
  return template !== undefined && field(template, 'spec', 'hostNetwork') !== true;
}

function isIngressPolicy(manifest: KubernetesManifest): boolean {
  if (groupKind(manifest) !== 'networking.k8s.io/NetworkPolicy') return false;
  const types = listField(manifest, 'spec', 'policyTypes');
  return types.length === 0 || types.includes('Ingress');
}

/** True for a policy that selects by more than labels: it may or may not select the pods. */
function hasExpressions(policy: KubernetesManifest): boolean {
  return listField(policy, 'spec', 'podSelector', 'matchExpressions').length > 0;
}

function letsIn(rule: unknown, target: unknown, protocol: string, pods: KubernetesManifest): boolean {
  const ports = listField(rule, 'ports');
  const numbers = containerPorts(pods, target);
  // A name that no container has is another fault.
  return (
    numbers.length === 0 ||
    ports.length === 0 ||
    ports.some((each) => {
      if (protocolOf(each) !== protocol) return false;
      const [port, end] = [field(each, 'port'), field(each, 'endPort')];
      if (port === undefined || port === target) return true;
      const own = typeof port === 'string' ? containerPorts(pods, port) : [];
      return numbers.some((number) =>
        typeof port === 'number'
          ? number >= port && number <= (typeof end === 'number' ? end : port)
          : own.includes(number),
      );
    })
  );
}

/** The numbers of a port that is given by a number or by the name that containers have for it. */
function containerPorts(pods: KubernetesManifest, port: unknown): number[] {
  if (typeof port === 'number') return [port];
  return podContainers(pods).flatMap((container) =>
    listField(container, 'ports').flatMap((each) => {
      const number = field(each, 'containerPort');
      return field(each, 'name') === port && typeof number === 'number' ? [number] : [];
    }),
  );
}
