import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { plannedChanges } from '../../../lib/plan/plan';
import { object } from '../../manifests';
import { effectsBetween, messages } from '../changed';

const service = (spec: object, annotations: Record<string, string> = {}): KubernetesManifest =>
  object('Service', { spec }, { annotations });
const ranges = (...loadBalancerSourceRanges: readonly string[]) =>
  service({ type: 'LoadBalancer', loadBalancerSourceRanges });
const policy = (ingress: unknown, spec: object = {}) =>
  object('NetworkPolicy', {
    spec: { podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress', 'Egress'], ingress, ...spec },
  });
const versioned = (apiVersion: string, manifest: KubernetesManifest): KubernetesManifest => ({
  ...manifest,
  apiVersion,
});
const ingress = (...hosts: readonly string[]) =>
  versioned(
    'networking.k8s.io/v1',
    object('Ingress', {
      spec: { rules: hosts.map((host) => ({ host, http: { paths: [{ path: '/', pathType: 'Prefix' }] } })) },
    }),
  );
const route = (...paths: readonly string[]) =>
  versioned(
    'gateway.networking.k8s.io/v1',
    object('HTTPRoute', {
      spec: { hostnames: ['shop.example.com'], rules: paths.map((value) => ({ matches: [{ path: { value } }] })) },
    }),
  );
const annotated = (manifest: KubernetesManifest, annotations: Record<string, string>): KubernetesManifest => ({
  ...manifest,
  metadata: { ...manifest.metadata, annotations },
});
const internal = { 'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internal' };

test.each([
  ['a new load balancer', undefined, ranges(), 'a load balancer lets in 0.0.0.0/0'],
  [
    'a load balancer in the place of an address in the cluster',
    service({ type: 'ClusterIP' }),
    ranges(),
    'a load balancer lets in 0.0.0.0/0',
  ],
  [
    'an internal load balancer that is no longer internal',
    service({ type: 'LoadBalancer' }, internal),
    ranges(),
    'a load balancer lets in 0.0.0.0/0',
  ],
  [
    'a source range without which all may come',
    ranges('203.0.113.0/24'),
    ranges(),
    'a load balancer lets in 0.0.0.0/0',
  ],
  [
    'another source range',
    ranges('203.0.113.0/24'),
    ranges('203.0.113.0/24', '198.51.100.0/24'),
    'a load balancer lets in 198.51.100.0/24',
  ],
  ['a port on every node', service({}), service({ type: 'NodePort' }), 'every node has a port of it'],
  [
    'an external address',
    service({}),
    service({ externalIPs: ['203.0.113.7'] }),
    'traffic to the address 203.0.113.7 comes in',
  ],
  [
    'another host',
    ingress('a.example.com'),
    ingress('a.example.com', 'b.example.com'),
    'b.example.com/ is answered from outside',
  ],
  ['another path', route('/api'), route('/api', '/admin'), 'shop.example.com/admin is answered from outside'],
  [
    'a policy that asks nobody any more',
    policy([{ from: [{ podSelector: {} }] }]),
    policy([{}]),
    'every port lets in anybody',
  ],
  [
    'a policy with another port for all',
    policy([{ ports: [{ port: 80 }] }]),
    policy([{ ports: [{ port: 80 }, { port: 22 }] }]),
    'port 22 lets in anybody',
  ],
  [
    'a password that is no longer asked for',
    annotated(ingress('a.example.com'), { 'nginx.ingress.kubernetes.io/auth-url': 'https://auth.example.com' }),
    ingress('a.example.com'),
    'requests come in without nginx.ingress.kubernetes.io/auth-url',
  ],
  [
    'a policy with a range of the internet',
    policy([]),
    policy([{ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }]),
    'every port lets in 203.0.113.0/24',
  ],
])('opens to the internet: %s', (_, before, after, message) => {
  expect(messages('opens-to-internet', before, after)).toEqual([message]);
});

test.each([
  ['a Service in the cluster', undefined, service({})],
  ['a new internal load balancer', undefined, service({ type: 'LoadBalancer' }, internal)],
  ['a load balancer for private addresses', undefined, ranges('10.0.0.0/8')],
  ['fewer source ranges', ranges('203.0.113.0/24', '198.51.100.0/24'), ranges('203.0.113.0/24')],
  ['another port of a load balancer', ranges(), service({ type: 'LoadBalancer', ports: [{ port: 443 }] })],
  ['a load balancer that goes', ranges(), undefined],
  ['one host less', ingress('a.example.com', 'b.example.com'), ingress('a.example.com')],
  [
    'another backend of a host',
    ingress('a.example.com'),
    { ...ingress('a.example.com'), metadata: { name: 'web', namespace: 'shop', labels: { a: 'b' } } },
  ],
  ['a policy for other pods of the cluster', policy([]), policy([{ from: [{ podSelector: {} }] }])],
  ['a policy with a private range', policy([]), policy([{ from: [{ ipBlock: { cidr: '10.1.0.0/16' } }] }])],
  ['the first policy of a namespace', undefined, policy([{}])],
])('does not open to the internet: %s', (_, before, after) => {
  expect(effectsBetween(before, after)).not.toContain('opens-to-internet');
});

test('opens to the internet: a policy for all beside another, which it overrides', () => {
  const closed = policy([]);
  const open = { ...policy([{}]), metadata: { name: 'open', namespace: 'shop' } };
  const [change] = plannedChanges([closed], [closed, open]);
  expect(change?.effects.map(({ message }) => message)).toEqual(['every port lets in anybody']);
});

const aws = (scheme?: string) =>
  annotated(
    { ...ingress('a.example.com'), spec: { ingressClassName: 'alb', rules: [{ host: 'a.example.com' }] } },
    scheme === undefined ? {} : { 'alb.ingress.kubernetes.io/scheme': scheme },
  );
const nginx = (annotations: Record<string, string>) => annotated(ingress('a.example.com'), annotations);

test.each([
  [
    'a scheme of AWS for the internet',
    aws('internal'),
    aws('internet-facing'),
    'a.example.com/ is answered from outside, by alb',
  ],
  [
    'a scheme of AWS that is no longer written',
    aws('internal'),
    aws(),
    'requests come in without alb.ingress.kubernetes.io/scheme: internal',
  ],
  [
    'addresses that are no longer denied',
    nginx({ 'nginx.ingress.kubernetes.io/denylist-source-range': '203.0.113.0/24' }),
    nginx({}),
    'requests come in without nginx.ingress.kubernetes.io/denylist-source-range',
  ],
  [
    'certificates of clients that are no longer asked for',
    nginx({ 'nginx.ingress.kubernetes.io/auth-tls-secret': 'shop/ca' }),
    nginx({
      'nginx.ingress.kubernetes.io/auth-tls-secret': 'shop/ca',
      'nginx.ingress.kubernetes.io/auth-tls-verify-client': 'off',
    }),
    'requests come in without nginx.ingress.kubernetes.io/auth-tls-secret',
  ],
  [
    'a range that is a part of the internet',
    ranges('203.0.113.0/24'),
    ranges('203.0.0.0/16'),
    'a load balancer lets in 203.0.0.0/16',
  ],
])('opens to the internet too: %s', (_, before, after, message) => {
  expect(messages('opens-to-internet', before, after)).toEqual([message]);
});

test.each([
  ['a part of a source range', ranges('203.0.0.0/16'), ranges('203.0.113.0/24')],
  ['the first source range', ranges(), ranges('203.0.113.0/24')],
  ['a path below an earlier one', route('/'), route('/api')],
  ['a host of an earlier wildcard', ingress('*.example.com'), ingress('a.example.com')],
  ['ports of nodes that a load balancer had', ranges(), service({ type: 'NodePort' })],
  [
    'one login for another',
    nginx({ 'nginx.ingress.kubernetes.io/auth-type': 'basic' }),
    nginx({ 'nginx.ingress.kubernetes.io/auth-url': 'https://login' }),
  ],
  [
    'addresses that are denied',
    nginx({}),
    nginx({ 'nginx.ingress.kubernetes.io/denylist-source-range': '203.0.113.0/24' }),
  ],
  ['one port where all were open', policy([{}]), policy([{ ports: [{ port: 443 }] }])],
  [
    'a part of the internet where all of it was',
    policy([{}]),
    policy([{ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }] }]),
  ],
  [
    'a login that an internal route does not ask for',
    { ...nginx({ 'nginx.ingress.kubernetes.io/auth-type': 'basic' }), spec: { ingressClassName: 'internal' } },
    { ...nginx({}), spec: { ingressClassName: 'internal' } },
  ],
])('does not open to the internet either: %s', (_, before, after) => {
  expect(effectsBetween(before, after)).not.toContain('opens-to-internet');
});

test('opens to the internet: a path to another Service beside the one above it', () => {
  expect(messages('opens-to-internet', route('/'), route('/', '/admin'))).toEqual([
    'shop.example.com/admin is answered from outside',
  ]);
});

test('opens to the internet: no host that moves from one route to another, unless its login stays behind', () => {
  const renamed = (annotations: Record<string, string>): KubernetesManifest => {
    const moved = nginx(annotations);
    return { ...moved, metadata: { ...moved.metadata, name: 'moved' } };
  };
  const opened = (before: KubernetesManifest, after: KubernetesManifest) =>
    plannedChanges([before], [after]).flatMap(({ effects }) =>
      effects.filter(({ effect }) => effect.id === 'opens-to-internet').map(({ message }) => message),
    );
  const login = { 'nginx.ingress.kubernetes.io/auth-url': 'https://login.example.com' };
  expect(opened(nginx({}), renamed({}))).toEqual([]);
  expect(opened(nginx(login), renamed(login))).toEqual([]);
  expect(opened(nginx(login), renamed({}))).toEqual(['a.example.com/ is answered from outside']);
});

test.each(['Ingress', 'HTTPRoute', 'VirtualService'])(
  'opens the paths below one that stood for itself, of %s',
  (kind) => {
    const match = (isExact: boolean, value: string): KubernetesManifest => {
      const [pathType, type] = isExact ? ['Exact', 'Exact'] : ['Prefix', 'PathPrefix'];
      if (kind === 'Ingress')
        return versioned(
          'networking.k8s.io/v1',
          object(kind, { spec: { rules: [{ host: 'a.example.com', http: { paths: [{ path: value, pathType }] } }] } }),
        );
      const uri = { [isExact ? 'exact' : 'prefix']: value };
      const hosts = ['a.example.com'];
      return kind === 'HTTPRoute'
        ? versioned(
            'gateway.networking.k8s.io/v1',
            object(kind, { spec: { hostnames: hosts, rules: [{ matches: [{ path: { type, value } }] }] } }),
          )
        : versioned(
            'networking.istio.io/v1',
            object(kind, { spec: { hosts, gateways: ['public'], http: [{ match: [{ uri }] }] } }),
          );
    };
    expect(effectsBetween(match(true, '/status'), match(false, '/status'))).toEqual(['opens-to-internet']);
    expect(effectsBetween(match(true, '/status'), match(true, '/status/all'))).toEqual(['opens-to-internet']);
    expect(effectsBetween(match(false, '/status'), match(true, '/status'))).toEqual([]);
    expect(effectsBetween(match(false, '/status'), match(true, '/status/all'))).toEqual([]);
  },
);
