import { Rule } from '../rule';
import { field, KubernetesManifest, listField, objectName } from '../../manifests/manifest';
import { objectIdentity } from '../../manifests/object-identity';
import { searchable } from '../../manifests/remembered';

/** A port of the nodes belongs to one Service of the cluster, in whatever namespace and for whatever protocol. */
export const uniqueNodePorts: Rule = {
  id: 'unique-node-ports',
  summary: 'A port of the nodes is in one Service',
  why: 'the API server refuses the second Service',
  acrossObjects: true,
  *check(service, objects) {
    for (const [index, nodePort] of nodePorts(service)) {
      // One object in two files is the finding of another rule.
      const other = servicesWith(objects, nodePort).find((each) => objectIdentity(each) !== objectIdentity(service));
      if (other === undefined) continue;
      const path = ['spec', 'ports', index, 'nodePort'];
      const want = `must not be the port of the nodes of ${objectName(other)}`;
      yield { path, want, got: nodePort, write: 'write another one, or leave it out' };
    }
  },
};

const servicesWith = searchable((object: KubernetesManifest) => nodePorts(object).map(([, nodePort]) => nodePort));

/** The ports of the nodes that a Service asks for, with their places. */
function nodePorts(object: KubernetesManifest): (readonly [number, string])[] {
  if (object.kind !== 'Service' || object.apiVersion !== 'v1') return [];
  return listField(object, 'spec', 'ports').flatMap((port, index) => {
    const nodePort = field(port, 'nodePort');
    return typeof nodePort === 'number' && nodePort !== 0 ? [[index, String(nodePort)] as const] : [];
  });
}
