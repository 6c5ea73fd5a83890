import { uniqueNodePorts } from '../../../lib/rules/network/unique-node-ports';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

function service(name: string, nodePort: number | undefined, fields: object = {}): KubernetesManifest {
  return object(
    'Service',
    { spec: { type: 'NodePort', ports: [{ port: 80 }, { port: 81, nodePort, ...fields }] } },
    { name },
  );
}

test('refuses one port of the nodes in two Services, for other protocols too', () => {
  expect(findings(uniqueNodePorts, service('web', 30017), service('dns', 30017, { protocol: 'UDP' }))).toEqual([
    '[Service shop/web] spec.ports[1].nodePort must not be the port of the nodes of Service shop/dns, got 30017; write another one, or leave it out (unique-node-ports)',
    '[Service shop/dns] spec.ports[1].nodePort must not be the port of the nodes of Service shop/web, got 30017; write another one, or leave it out (unique-node-ports)',
  ]);
});

test.each<[string, readonly KubernetesManifest[]]>([
  ['other ports', [service('web', 30017), service('api', 30018)]],
  ['ports that the API server chooses', [service('web', undefined), service('api', undefined)]],
  ['one Service in two files', [service('web', 30017), service('web', 30017)]],
])('accepts %s', (_, services) => {
  expect(findings(uniqueNodePorts, ...services)).toEqual([]);
});

test('lets a Service through that says why', () => {
  const both = ['web', 'api'].map((name) => optedOut(service(name, 30017), uniqueNodePorts));
  expect(findings(uniqueNodePorts, ...both)).toEqual([]);
});
