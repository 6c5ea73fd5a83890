import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { at, outcome } from '../edge-values';

function serviceOf(name: string, props: object): KubernetesManifest | undefined {
  return outcome(props).manifests.find(({ kind, metadata }) => kind === 'Service' && metadata.name === name);
}

const loadBalancer = { type: 'LoadBalancer', platform: 'aws', scheme: 'internet-facing' };

test('leads a load balancer to other ports of the same pods, beside the Service inside the cluster', () => {
  const props = {
    ports: { admin: 9000 },
    services: { public: { ports: { http: 443 }, expose: loadBalancer, appProtocols: { http: 'https' } } },
  };
  expect(serviceOf('api-public', props)).toMatchObject({
    metadata: {
      labels: { app: 'api-public', 'app.kubernetes.io/component': 'backend' },
      annotations: { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing' },
    },
    spec: {
      type: 'LoadBalancer',
      selector: { app: 'api' },
      ports: [{ name: 'http', protocol: 'TCP', port: 443, targetPort: 'http', appProtocol: 'https' }],
    },
  });
  const service = serviceOf('api', props);
  expect(service?.metadata.annotations).toBeUndefined();
  expect(service?.spec).toMatchObject({ type: 'ClusterIP', ports: [{ port: 80 }, { port: 9000 }] });
});

test('lets in from outside, and ends late, where one of the Services is a load balancer', () => {
  const { manifests } = outcome({ services: { public: { ports: { http: 443 }, expose: loadBalancer } } });
  expect(at(manifests, 'NetworkPolicy spec.ingress.0')).toEqual({ ports: [{ protocol: 'TCP', port: 8080 }] });
  expect(at(manifests, 'Deployment spec.template.spec.terminationGracePeriodSeconds')).toBe(65);
});

test('leads http to the sidecar in front, and any other name to its port, which clients are let in at', () => {
  const props = {
    targetPort: 'proxy',
    sidecars: { proxy: { image: 'a:1', ports: { proxy: 9901, stats: 9902 } } },
    ports: { dns: { port: 5353, protocol: 'UDP', servicePort: false } },
    services: { other: { ports: { http: 443, stats: 81, dns: 53 } } },
  };
  expect(serviceOf('api-other', props)?.spec).toMatchObject({
    ports: [
      { name: 'http', port: 443, targetPort: 'proxy' },
      { name: 'stats', port: 81, targetPort: 'stats' },
      { name: 'dns', port: 53, targetPort: 'dns', protocol: 'UDP' },
    ],
  });
  expect(at(outcome(props).manifests, 'NetworkPolicy spec.ingress.0.ports')).toEqual([
    { protocol: 'TCP', port: 9901 },
    { protocol: 'TCP', port: 9902 },
    { protocol: 'UDP', port: 5353 },
  ]);
});

test('has a load balancer of AWS probe a TCP port for UDP, which answers no probe', () => {
  const dns = { dns: { port: 5353, protocol: 'UDP' } };
  const key = 'service.beta.kubernetes.io/aws-load-balancer-healthcheck-port';
  const expose = { ...loadBalancer, scheme: 'internal' };
  expect(serviceOf('api', { ports: dns, expose })?.metadata.annotations).toMatchObject({ [key]: '8080' });
  expect(serviceOf('api', { expose })?.metadata.annotations).not.toHaveProperty([key]);
  const further = { ports: dns, services: { dns: { ports: { dns: 53 }, expose } } };
  expect(serviceOf('api-dns', further)?.metadata.annotations).toMatchObject({ [key]: '8080' });
});

test('opens the port of every node for the first port', () => {
  const expose = { type: 'NodePort', nodePort: 30053 };
  const props = { ports: { dns: { port: 53, protocol: 'UDP' } }, services: { dns: { ports: { dns: 53 }, expose } } };
  expect(serviceOf('api-dns', props)?.spec).toMatchObject({ ports: [{ protocol: 'UDP', nodePort: 30053 }] });
});

test('has one Service that a ServiceMonitor selects', () => {
  const { manifests } = outcome({
    services: { public: { ports: { http: 81 } } },
    metrics: { labels: { release: 'prometheus' } },
  });
  const selected = at(manifests, 'ServiceMonitor spec.selector.matchLabels');
  expect(selected).toEqual({ app: 'api' });
  const labels = manifests.filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.labels?.['app']);
  expect(labels).toEqual(['api', 'api-public']);
});

test.each<[object, string[], object]>([
  [
    { services: { public: { ports: {} } } },
    ['services["public"].ports must not be empty, got {}; write { http: 80 }'],
    { services: { public: { ports: { http: 80 } } } },
  ],
  [
    { services: { public: {} } },
    ['services["public"].ports must be an object, got undefined; write { http: 443 }'],
    { services: {} },
  ],
  [
    { services: { public: { ports: { htpp: 80 } } } },
    [
      'services["public"].ports must be the name of a port of the application or of a sidecar, got "htpp"; write "http"',
    ],
    { services: { public: { ports: { http: 80 } } } },
  ],
  [
    { ports: { admin: 9000 }, services: { public: { ports: { http: 80, admin: 80 } } } },
    [
      'services["public"].ports["admin"] must not be 80, the Service\'s port for "http"; write another number or servicePort',
    ],
    { ports: { admin: 9000 }, services: { public: { ports: { http: 80, admin: 81 } } } },
  ],
  [
    {
      targetPort: 'proxy',
      sidecars: { proxy: { image: 'a:1', ports: { proxy: 443 } } },
      services: { public: { ports: { http: 443, proxy: 443 } } },
    },
    [
      'services["public"].ports["proxy"] must not be 443, the Service\'s port for "http"; write another number or servicePort',
    ],
    { services: { public: { ports: { http: 443 } } } },
  ],
  [
    { services: { public: { ports: { http: 80 }, trafficDistribution: 'PreferSameNode' } } },
    [
      'services["public"].trafficDistribution needs Kubernetes 1.35 for "PreferSameNode", got kubernetes "1.30"; write kubernetes: "1.35" or leave it out',
    ],
    { services: { public: { ports: { http: 80 }, trafficDistribution: 'PreferSameNode' } }, kubernetes: '1.35' },
  ],
  [
    { services: { Public: { ports: { http: 80 } } } },
    [
      'services["Public"] must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "Public"; write "public"',
    ],
    { services: { public: { ports: { http: 80 } } } },
  ],
  [
    {
      services: { public: { ports: { http: 80 }, expose: { type: 'NodePort' } } },
      ingressFrom: [{ namespaceName: 'shop' }],
    },
    [
      'ingressFrom must let in what comes through services, from a node\'s or a load balancer\'s addresses, got [{"namespaceName":"shop"}]; add { cidr: "10.0.0.0/8" } with their range',
    ],
    {
      services: { public: { ports: { http: 80 }, expose: { type: 'NodePort' } } },
      ingressFrom: [{ cidr: '10.0.0.0/8' }],
    },
  ],
  [
    {
      ports: { dns: { port: 53, protocol: 'UDP' } },
      expose: { type: 'LoadBalancer', platform: 'gke', scheme: 'internal' },
    },
    [
      'expose must lead to ports of one protocol on "gke", got "TCP" and "UDP"; write servicePort: false at the others, and a Service of their own in services',
    ],
    {
      ports: { dns: { port: 53, protocol: 'UDP', servicePort: false } },
      expose: { type: 'LoadBalancer', platform: 'gke', scheme: 'internal' },
      services: { dns: { ports: { dns: 53 }, expose: { type: 'LoadBalancer', platform: 'gke', scheme: 'internal' } } },
    },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
