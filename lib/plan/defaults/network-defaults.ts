import { listField } from '../../manifests/manifest';
import { Defaults, sameDefault } from './defaults';

// pkg/apis/core/v1/defaults.go, pkg/apis/networking/v1/defaults.go, pkg/apis/discovery/v1/defaults.go and the definitions of the
// Gateway API.

const inCluster = (value: unknown) => (spec: Readonly<Record<string, unknown>>) =>
  spec['type'] === 'ExternalName' ? undefined : value;
// The addresses of a headless Service without a selector are written by others, of whatever family.
const isUnselected = (spec: Readonly<Record<string, unknown>>): boolean =>
  spec['clusterIP'] === 'None' && spec['selector'] === undefined;
const policyPeers: Defaults = { ports: { protocol: 'TCP' } };
const backendRefs: Defaults = { group: '', kind: 'Service', weight: 1 };
const parentRefs: Defaults = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };
const pathMatch = { path: { type: 'PathPrefix', value: '/' } };

/** The defaults of Services, policies and routes, by kind, and of the Gateway API by group and kind. */
export const networkDefaults: Readonly<Record<string, Defaults>> = {
  Service: {
    spec: {
      type: 'ClusterIP',
      ...sameDefault('', 'clusterIP', 'loadBalancerIP'),
      clusterIPs: ({ clusterIP }) => (typeof clusterIP === 'string' ? [clusterIP] : undefined),
      sessionAffinity: 'None',
      sessionAffinityConfig: ({ sessionAffinity }) =>
        sessionAffinity === 'ClientIP' ? { clientIP: { timeoutSeconds: 10800 } } : undefined,
      publishNotReadyAddresses: false,
      internalTrafficPolicy: inCluster('Cluster'),
      externalTrafficPolicy: ({ type }) => (type === 'LoadBalancer' || type === 'NodePort' ? 'Cluster' : undefined),
      allocateLoadBalancerNodePorts: ({ type }) => (type === 'LoadBalancer' ? true : undefined),
      ipFamilyPolicy: (spec) => (isUnselected(spec) ? 'RequireDualStack' : inCluster('SingleStack')(spec)),
      ipFamilies: (spec) => (isUnselected(spec) ? ['IPv4', 'IPv6'] : inCluster(['IPv4'])(spec)),
      ports: { name: '', protocol: 'TCP', targetPort: ({ port }) => port, nodePort: 0 },
    },
  },
  Endpoints: { subsets: { ports: { protocol: 'TCP', name: '' } } },
  EndpointSlice: { ports: { protocol: 'TCP', name: '' }, endpoints: { conditions: {} } },
  NetworkPolicy: {
    spec: {
      ...sameDefault(policyPeers, 'ingress', 'egress'),
      policyTypes: (spec) => (listField(spec, 'egress').length > 0 ? ['Ingress', 'Egress'] : ['Ingress']),
    },
  },
  Ingress: { spec: { rules: { http: { paths: { pathType: 'ImplementationSpecific' } } } } },
  IngressClass: { spec: { parameters: { scope: 'Cluster' } } },
  'gateway.networking.k8s.io/Gateway': {
    spec: {
      listeners: {
        allowedRoutes: { namespaces: { from: 'Same' } },
        tls: { mode: 'Terminate', certificateRefs: { group: '', kind: 'Secret' } },
      },
    },
  },
  'gateway.networking.k8s.io/HTTPRoute': {
    spec: {
      parentRefs,
      rules: {
        backendRefs,
        matches: ({ matches }) =>
          matches === undefined
            ? [pathMatch]
            : { ...pathMatch, ...sameDefault({ type: 'Exact' }, 'headers', 'queryParams') },
      },
    },
  },
  ...sameDefault(
    { spec: { parentRefs, rules: { backendRefs } } },
    'gateway.networking.k8s.io/GRPCRoute',
    'gateway.networking.k8s.io/TLSRoute',
    'gateway.networking.k8s.io/TCPRoute',
  ),
};
