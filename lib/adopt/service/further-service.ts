import { protocolOf } from '../../manifests/pod-template';
import { field, KubernetesManifest } from '../../manifests/manifest';
import { maps, present } from '../backend/reading';
import { Value, Values } from '../program/expression';
import { nameAfter, SaidObject, ServedWorkload } from './said-object';
import { serviceProps } from './service-props';

/** Returns a further Service of the pods as `services` says it. */
export function furtherService(service: KubernetesManifest, workload: ServedWorkload): SaidObject {
  const { id, ports, others } = workload;
  const name = nameAfter(id, service);
  const given = maps(field(service, 'spec', 'ports'));
  const targets = given.map((port) => ports.targetOf(port));
  const byTarget = (part: string): Values =>
    Object.fromEntries(given.map((port, index) => [targets[index] ?? '', port[part] as Value]));
  const { props, left } = serviceProps(service, others, given[0]?.['port']);
  return {
    name,
    value: { ports: byTarget('port'), ...props, appProtocols: present(byTarget('appProtocol')) },
    left: left as Value,
    reasons: [
      ...(name === undefined ? [`its name does not begin with ${JSON.stringify(`${id}-`)}`] : []),
      ...(targets.includes(undefined) ? ['it leads to a port that `services` has no name for'] : []),
      ...(given.some((port) => !['TCP', 'UDP'].includes(protocolOf(port))) ? ['it has a port of SCTP'] : []),
      ...(new Set(targets).size < targets.length ? ['it leads to one port by two numbers'] : []),
    ],
  };
}
