import { Rule } from '../rule';
import { field, listField, KubernetesManifest, objectName } from '../../manifests/manifest';
import { podContainers, protocolOf } from '../../manifests/pod-template';
import { policedPods } from '../../manifests/policed-pods';
import { servedBy } from '../../manifests/selected-workloads';
import { quoted } from '../../findings/problem';

/** A Service can lead to a port that the pods' NetworkPolicies let nothing in to; requests then end in a timeout. */
export const noBlockedPort: Rule = {
  id: 'no-blocked-port',
  summary: 'The NetworkPolicies of pods allow ingress to the ports that their Services lead to',
  why: 'requests end in a timeout',
  *check(service, objects) {
    const policed = policedPods(servedBy(service, objects), objects);
    if (policed === undefined) return;
    const { pods, policies: own, rules } = policed;
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
