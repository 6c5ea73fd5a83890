import { outsideHost } from '../../lib/network/outside-host';
import { at, outcome } from '../backend-service/edge-values';
import { issuesOf } from '../props/issues-of';

const orders = { host: 'orders.db.example.com', cidr: '10.20.0.0/16', port: 5432 };

test('is a target at its one port', () => {
  const statsd = { host: 'statsd.example.com', cidr: '10.30.0.5/32', port: 8125, protocol: 'UDP' };
  const { manifests } = outcome({ egressTo: [orders, statsd] });
  expect(at(manifests, 'NetworkPolicy spec.egress.1')).toEqual({
    to: [{ ipBlock: { cidr: '10.20.0.0/16' } }],
    ports: [{ port: 5432, protocol: 'TCP' }],
  });
  expect(at(manifests, 'NetworkPolicy spec.egress.2')).toEqual({
    to: [{ ipBlock: { cidr: '10.30.0.5/32' } }],
    ports: [{ port: 8125, protocol: 'UDP' }],
  });
});

test('is the address in a variable, and the target of its reader, once', () => {
  const { manifests } = outcome({ env: { ORDERS: orders }, egressTo: [orders], waitFor: [orders] });
  expect(at(manifests, 'Deployment spec.template.spec.containers.0.env.1')).toEqual({
    name: 'ORDERS',
    value: 'orders.db.example.com:5432',
  });
  expect(at(manifests, 'NetworkPolicy spec.egress')).toHaveLength(2);
});

test('is the target of a template with a key of a Secret', () => {
  const url = { secrets: {}, text: () => `postgres://${orders.host}:${orders.port}/orders`, endpoint: orders };
  const { manifests, findings } = outcome({ env: { URL: url } });
  expect(findings).toEqual([]);
  expect(at(manifests, 'NetworkPolicy spec.egress.1.to.0.ipBlock.cidr')).toBe('10.20.0.0/16');
});

test.each<[unknown, string[]]>([
  [{ ...orders, host: '10.20.0.5' }, []],
  [{ ...orders, host: 'https://db' }, ['it.host must be a DNS subdomain']],
  [{ host: 'db', port: 1 }, ['it.cidr must be a string, got undefined']],
])('of %j finds %j', (given, issues) => {
  expect(issuesOf(outsideHost, given).map((issue, index) => issue.slice(0, issues[index]?.length))).toEqual(issues);
});

test.each<[object, string]>([
  [{ host: 'db', port: 1 }, 'egressTo[0].cidr must be a string, got undefined'],
  [{ cidr: '10.0.0.0/8', port: 443 }, 'egressTo[0].port is unknown; write "ports"'],
  [{ host: 'db', cidr: '10.0.0.0/8' }, 'egressTo[0].port must be an integer from 1 to 65535, got undefined'],
])('as the target %j is refused in its own words', (target, finding) => {
  expect(outcome({ egressTo: [target] }).findings).toEqual([`[shop/api] ${finding}`]);
});
