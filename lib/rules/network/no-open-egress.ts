import { field, groupKind, listField } from '../../manifests/manifest';
import { Rule } from '../rule';

const dnsPort = 53;
const apiServerPorts = [443, 6443];

/**
 * Egress without peers is to every address, in the cluster and outside. A rule without ports says so on purpose, and one of DNS alone has a
 * reason: the servers differ from cluster to cluster.
 */
export const noOpenEgress: Rule = {
  id: 'no-open-egress',
  summary: 'Egress of a NetworkPolicy to ports names the peers or the addresses',
  why: 'a pod that is taken over reaches these ports everywhere, on the internet too',
  level: 'note',
  *check(object) {
    if (groupKind(object) !== 'networking.k8s.io/NetworkPolicy') return;
    for (const [index, rule] of listField(object, 'spec', 'egress').entries()) {
      const ports = listField(rule, 'ports').map((port) => field(port, 'port'));
      if (listField(rule, 'to').length > 0 || ports.every((port) => port === dnsPort)) continue;
      const isApiServer = ports.every((port) => apiServerPorts.some((one) => one === port));
      const block = 'to: [{ ipBlock: { cidr: "10.0.0.1/32" } }]';
      yield {
        path: ['spec', 'egress', index],
        want: 'must name its addresses',
        got: `any at ${ports.length === 1 ? 'port' : 'ports'} ${ports.join(', ')}`,
        write: isApiServer
          ? `write ${block} with those of the Service kubernetes, or apiServer: { cidrs: ["10.0.0.1/32"] } of a MongoStatefulSet`
          : `write ${block}`,
      };
    }
  },
};
