import { field, listField, textField } from '../../manifests/fields';
import { Manifest } from '../../manifests/manifest';
import { Permission } from '../permissions/new-permissions';
import { isInternal } from './internal-exposure';
import { isPrivateRange, sourceRanges } from './source-ranges';

/** The ways from outside the cluster to a Service: a load balancer, a port of every node, an address that is routed to it. */
export function serviceOpenings(service: Manifest): Permission[] {
  const type = field(service, 'spec', 'type');
  const externalIps = listField(service, 'spec', 'externalIPs').map((address) => ({
    message: `traffic to the address ${String(address)} comes in`,
    path: ['spec', 'externalIPs'],
  }));
  if (type === 'NodePort') return [{ message: 'every node has a port of it', path: ['spec', 'type'] }, ...externalIps];
  if (type !== 'LoadBalancer' || isInternal(service, textField(service, 'spec', 'loadBalancerClass')))
    return externalIps;
  const ranges = sourceRanges(service);
  const path = [
    'spec',
    listField(service, 'spec', 'loadBalancerSourceRanges').length === 0 ? 'type' : 'loadBalancerSourceRanges',
  ];
  const sources = (ranges ?? ['0.0.0.0/0']).filter((range) => !isPrivateRange(range));
  return [...sources.map((source) => ({ message: `a load balancer lets in ${source}`, path })), ...externalIps];
}
