import { noBlockedPort } from '../../../lib/rules/network/no-blocked-port';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { deployment, object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const pods = deployment(
  { ports: [{ name: 'http', containerPort: 8080 }] },
  {
    initContainers: [{ name: 'proxy', restartPolicy: 'Always', ports: [{ name: 'proxy', containerPort: 9901 }] }],
  },
);

function service(targetPort?: string | number, port = 80): KubernetesManifest {
  return object('Service', { spec: { selector: { app: 'web' }, ports: [{ port, targetPort }] } });
}

function policy(ingress: readonly unknown[] | undefined, fields: object = {}): KubernetesManifest {
  return object('NetworkPolicy', {
    spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'], ingress, ...fields },
  });
}

const http = policy([{ ports: [{ port: 8080 }] }]);

test.each([
  ['proxy', '"proxy"'],
  [9901, '9901'],
])('refuses a Service that leads to %s, where another port is let in', (target, shown) => {
  expect(findings(noBlockedPort, pods, service(target), http)).toEqual([
    `[Service shop/web] spec.ports[0] must lead to a port that NetworkPolicy shop/web lets in, got targetPort ${shown}; add it to the ports of a rule there (no-blocked-port)`,
  ]);
});

test('takes the port of a Service without a targetPort', () => {
  expect(findings(noBlockedPort, pods, service(undefined, 8081), http)).toHaveLength(1);
  expect(findings(noBlockedPort, pods, service(undefined, 8080), http)).toEqual([]);
});

test.each<[string, KubernetesManifest]>([
  ['by its name', policy([{ ports: [{ port: 'http' }] }])],
  ['by its number', http],
  ['in a range', policy([{ ports: [{ port: 8000, endPort: 9000 }] }])],
  ['with all ports', policy([{}])],
  ['with all ports of a protocol', policy([{ ports: [{ protocol: 'TCP' }] }])],
  ['in another rule', policy([{ ports: [{ port: 1 }] }, { ports: [{ port: 8080 }] }])],
  ['nowhere, for nothing is', policy([])],
  ['by nothing that is a matter of egress', policy(undefined, { policyTypes: ['Egress'] })],
  ['for pods that others are', policy([{ ports: [{ port: 1 }] }], { podSelector: { matchLabels: { app: 'api' } } })],
  [
    'perhaps, by an expression',
    policy([{ ports: [{ port: 1 }] }], { podSelector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] } }),
  ],
])('accepts a port that is let in %s', (_, own) => {
  expect(findings(noBlockedPort, pods, service('http'), own)).toEqual([]);
});

test('tells UDP from TCP at the same number', () => {
  const both = deployment({ ports: [53, 53].map((containerPort, index) => ({ name: `dns-${index}`, containerPort })) });
  const udp = object('Service', { spec: { selector: { app: 'web' }, ports: [{ port: 53, protocol: 'UDP' }] } });
  const lets = (...protocols: string[]): KubernetesManifest =>
    policy([{ ports: protocols.map((protocol) => ({ protocol, port: 53 })) }]);
  expect(findings(noBlockedPort, both, udp, lets('TCP', 'UDP'))).toEqual([]);
  expect(findings(noBlockedPort, both, udp, lets('TCP'))).toEqual([
    '[Service shop/web] spec.ports[0] must lead to a port that NetworkPolicy shop/web lets in, got targetPort 53 of UDP; add it to the ports of a rule there (no-blocked-port)',
  ]);
});

test('accepts what another policy of the same pods lets in', () => {
  const deny = policy(undefined, { podSelector: {} });
  const metrics = policy([{ ports: [{ port: 1 }] }]);
  expect(findings(noBlockedPort, pods, service('http'), deny, metrics, http)).toEqual([]);
});

test('leaves a name that no container has to another rule', () => {
  expect(findings(noBlockedPort, pods, service('none'), http)).toEqual([]);
});

test('accepts any port of pods in the network of their node', () => {
  const onNode = deployment({}, { hostNetwork: true });
  expect(findings(noBlockedPort, onNode, service(9901), http)).toEqual([]);
});

test('lets an object through that says why', () => {
  expect(findings(noBlockedPort, pods, optedOut(service('proxy'), noBlockedPort), http)).toEqual([]);
});
