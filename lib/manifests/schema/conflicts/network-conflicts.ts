import { BlockList, isIP } from 'node:net';
import { quoted } from '../../../findings/problem';
import { addressBlockProblem } from '../../../kubernetes/addresses';
import { dnsSubdomainProblem } from '../../../kubernetes/names';
import { field, Fields, listField } from '../../manifest';
import { anyOf, Conflict, ConflictFault, exactlyOne, isSet, onlyWith } from './exclusions';

const className = 'ingressClassName';
const classAnnotation = 'kubernetes.io/ingress.class';

/** The conflicts of Services, Ingresses and NetworkPolicies. */
export const networkConflicts: Readonly<Record<string, Conflict>> = {
  Ingress: (ingress) => {
    const [old, stated] = [
      field(ingress, 'metadata', 'annotations', classAnnotation),
      field(ingress, 'spec', className),
    ];
    return !isSet(old) || !isSet(stated) || old === stated
      ? undefined
      : {
          at: `spec.${className}`,
          want: `must be that of the annotation ${classAnnotation}, which is ${quoted(old)}`,
          got: quoted(stated),
          write: 'leave the annotation out',
        };
  },
  IngressBackend: anyOf(exactlyOne('a service or a resource', 'service', 'resource'), (backend) => {
    const group = field(backend, 'resource', 'apiGroup');
    const problem = typeof group === 'string' ? dnsSubdomainProblem(group) : undefined;
    return problem === undefined ? undefined : { at: 'resource.apiGroup', ...problem };
  }),
  ServiceBackendPort: exactlyOne('a name or a number', 'name', 'number'),
  IngressClassParametersReference: onlyWith('scope', ['Namespace'], 'namespace'),
  NetworkPolicyPeer: (peer) =>
    exactlyOne('an ipBlock or selectors', 'ipBlock', 'podSelector' in peer ? 'podSelector' : 'namespaceSelector')(peer),
  NetworkPolicyPort: ({ port, endPort }) => {
    if (!isSet(endPort)) return undefined;
    if (typeof port !== 'number')
      return {
        want: 'must have a port by number with endPort',
        got: quoted(port ?? 'none'),
        write: 'write the first port',
      };
    if (typeof endPort !== 'number' || endPort >= port) return undefined;
    return {
      at: 'endPort',
      want: `must not be below the port, which is ${port}`,
      got: endPort,
      write: `write ${port}`,
    };
  },
  NetworkPolicySpec: ({ policyTypes }) =>
    Array.isArray(policyTypes) && policyTypes.length > 2
      ? { at: 'policyTypes', want: 'must hold each type once', got: quoted(policyTypes), write: 'leave one out' }
      : undefined,
  IPBlock: ({ cidr, except }) => {
    const outside = listField({ except }, 'except').find((block) => !isWithin(String(block), String(cidr)));
    return outside === undefined
      ? undefined
      : { at: 'except', want: `must be parts of ${quoted(cidr)}`, got: quoted(outside), write: 'leave it out' };
  },
  ServiceSpec: anyOf(
    onlyWith(
      'type',
      ['LoadBalancer'],
      ...['loadBalancerSourceRanges', 'loadBalancerClass', 'allocateLoadBalancerNodePorts'],
    ),
    (service) =>
      listField(service, 'externalIPs').length > 0
        ? undefined
        : onlyWith('type', ['LoadBalancer', 'NodePort'], 'externalTrafficPolicy')(service),
    headlessConflict,
    clusterAddressConflict,
    ({ type, externalTrafficPolicy, healthCheckNodePort: port }) =>
      !isSet(port) || port === 0 || (type === 'LoadBalancer' && externalTrafficPolicy === 'Local')
        ? undefined
        : {
            at: 'healthCheckNodePort',
            want: 'must not be set without type "LoadBalancer" and externalTrafficPolicy "Local"',
            got: quoted(port),
            write: 'leave it out',
          },
    ({ ipFamilyPolicy, ipFamilies }) =>
      ipFamilyPolicy === 'SingleStack' && listField({ ipFamilies }, 'ipFamilies').length > 1
        ? {
            at: 'ipFamilyPolicy',
            want: 'must not be SingleStack with two ipFamilies',
            write: 'write PreferDualStack, or one family',
          }
        : undefined,
  ),
  EndpointSlice: endpointConflict,
  EndpointSubset: ({ ports }) => {
    const wrong = listField({ ports }, 'ports').find((it) => !isPort(field(it, 'port')));
    const got = quoted(field(wrong, 'port') ?? 'none');
    return wrong === undefined
      ? undefined
      : { at: 'ports', want: 'must have a port from 1 to 65535', got, write: 'write another' };
  },
};

function headlessConflict({ clusterIP, type }: Fields): ConflictFault | undefined {
  if (type === 'ExternalName' && isSet(clusterIP) && clusterIP !== '')
    return {
      at: 'clusterIP',
      want: 'must not be set with type "ExternalName"',
      got: quoted(clusterIP),
      write: 'leave it out',
    };
  const isExternal = type === 'LoadBalancer' || type === 'NodePort';
  return clusterIP === 'None' && isExternal
    ? { at: 'clusterIP', want: `must not be None with type "${type}"`, write: 'leave it out' }
    : undefined;
}

function clusterAddressConflict({ clusterIP, clusterIPs }: Fields): ConflictFault | undefined {
  const [first] = listField({ clusterIPs }, 'clusterIPs');
  return first === undefined || first === clusterIP
    ? undefined
    : {
        at: 'clusterIPs',
        want: 'must begin with clusterIP',
        got: `${quoted(first)} and clusterIP ${quoted(clusterIP ?? 'none')}`,
        write: 'leave both out',
      };
}

function endpointConflict({ addressType, endpoints }: Fields): ConflictFault | undefined {
  const family = addressType === 'IPv4' ? 4 : addressType === 'IPv6' ? 6 : undefined;
  if (family === undefined) return undefined;
  for (const [index, endpoint] of listField({ endpoints }, 'endpoints').entries()) {
    const other = listField(endpoint, 'addresses').find((address) => isIP(String(address)) !== family);
    if (other === undefined) continue;
    const write = `write one such as "${family === 4 ? '192.0.2.1' : '2001:db8::1'}"`;
    const want = `must be addresses of the addressType "${String(addressType)}"`;
    return { at: `endpoints[${index}].addresses`, want, got: quoted(other), write };
  }
  return undefined;
}

function isPort(port: unknown): boolean {
  return typeof port !== 'number' || (port >= 1 && port <= 65_535);
}

/** True if a block of addresses is a part of another one; also if one is no block, which is another fault. */
function isWithin(inner: string, outer: string): boolean {
  if (addressBlockProblem(inner) !== undefined || addressBlockProblem(outer) !== undefined) return true;
  const [[address = '', bits], [network = '', width]] = [inner.split('/'), outer.split('/')];
  if (isIP(address) !== isIP(network)) return false;
  const family = isIP(network) === 4 ? 'ipv4' : 'ipv6';
  const block = new BlockList();
  block.addSubnet(network, Number(width), family);
  return Number(bits) > Number(width) && block.check(address, family);
}
