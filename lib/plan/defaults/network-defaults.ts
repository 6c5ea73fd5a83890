import { listField } from '../../manifests/fields';
import { Defaults } from './defaults';

// pkg/apis/core/v1/defaults.go, pkg/apis/networking/v1/defaults.go, pkg/apis/discovery/v1/defaults.go and the definitions of the
// Gateway API.

type Owner = Readonly<Record<string, unknown>>;

const isExternalName = ({ type }: Owner): boolean => type === 'ExternalName';
const policyPeers: Defaults = { ports: { protocol: 'TCP' } };
const certificates: Defaults = { group: '', kind: 'Secret' };
const backend: Defaults = { group: '', kind: 'Service', weight: 1 };
const parents: Defaults = { group: 'gateway.networking.k8s.io', kind: 'Gateway' };

/** The defaults of Services, policies and routes by kind. */
export const networkDefaults: Readonly<Record<string, Defaults>> = {
  Service: {
    spec: {
      type: 'ClusterIP',
      clusterIP: '',
      clusterIPs: ({ clusterIP }: Owner) => (typeof clusterIP === 'string' ? [clusterIP] : undefined),
      sessionAffinity: 'None',
      sessionAffinityConfig: ({ sessionAffinity }: Owner) =>
        sessionAffinity === 'ClientIP' ? { clientIP: { timeoutSeconds: 10800 } } : undefined,
      publishNotReadyAddresses: false,
      internalTrafficPolicy: (spec: Owner) => (isExternalName(spec) ? undefined : 'Cluster'),
      externalTrafficPolicy: ({ type }: Owner) =>
        type === 'LoadBalancer' || type === 'NodePort' ? 'Cluster' : undefined,
      allocateLoadBalancerNodePorts: ({ type }: Owner) => (type === 'LoadBalancer' ? true : undefined),
      ipFamilyPolicy: (spec: Owner) => (isExternalName(spec) ? undefined : 'SingleStack'),
      ipFamilies: (spec: Owner) => (isExternalName(spec) ? undefined : ['IPv4']),
      ports: { name: '', protocol: 'TCP', targetPort: ({ port }: Owner) => port, nodePort: 0 },
    },
  },
  Endpoints: { subsets: { ports: { protocol: 'TCP', name: '' } } },
  EndpointSlice: { ports: { protocol: 'TCP', name: '' }, endpoints: { conditions: {} } },
  NetworkPolicy: {
    spec: {
      ingress: policyPeers,
      egress: policyPeers,
      policyTypes: (spec: Owner) => (listField(spec, 'egress').length > 0 ? ['Ingress', 'Egress'] : ['Ingress']),
    },
  },
  Ingress: { spec: { rules: { http: { paths: { pathType: 'ImplementationSpecific' } } } } },
  IngressClass: { spec: { parameters: { scope: 'Cluster' } } },
};

/** The defaults of the Gateway API's kinds. */
export const gatewayDefaults: Readonly<Record<string, Defaults>> = {
  Gateway: {
    spec: {
      listeners: {
        allowedRoutes: { namespaces: { from: 'Same' } },
        tls: { mode: 'Terminate', certificateRefs: certificates },
      },
    },
  },
  HTTPRoute: {
    spec: {
      parentRefs: parents,
      rules: {
        backendRefs: backend,
        matches: ({ matches }: Owner) =>
          matches === undefined
            ? [{ path: { type: 'PathPrefix', value: '/' } }]
            : {
                path: { type: 'PathPrefix', value: '/' },
                headers: { type: 'Exact' },
                queryParams: { type: 'Exact' },
              },
      },
    },
  },
  GRPCRoute: { spec: { parentRefs: parents, rules: { backendRefs: backend } } },
  TLSRoute: { spec: { parentRefs: parents, rules: { backendRefs: backend } } },
  TCPRoute: { spec: { parentRefs: parents, rules: { backendRefs: backend } } },
};
