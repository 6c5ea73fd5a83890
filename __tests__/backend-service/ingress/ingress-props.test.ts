import { BackendServiceProps } from '../../../lib/backend-service/model/props';
import { least, outcome } from '../edge-values';

test('says what is no field of an Ingress', () => {
  const { findings } = outcome({ ingress: { host: 'a.example.com', class: 'web', tls: 'load balancer' } });
  expect(findings).toEqual(['[shop/api] ingress.class is unknown; write "className"']);
});

test('asks TypeScript programs for a scheme, or for a class', () => {
  const ingress = { host: 'a.example.com', tls: 'load balancer' } as const;
  const good: BackendServiceProps[] = [
    { ...least, ingress: { ...ingress, platform: 'aws', scheme: 'internet-facing' } },
    { ...least, ingress: { ...ingress, platform: 'traefik' } },
    { ...least, ingress: { ...ingress, className: 'web' } },
  ];
  // @ts-expect-error: a load balancer of a cloud is internal or not
  const unreached: BackendServiceProps = { ...least, ingress: { ...ingress, platform: 'aws' } };
  // @ts-expect-error: neither a class nor a platform
  const unclassed: BackendServiceProps = { ...least, ingress };
  const typed = { path: '/a', pathType: 'Prefx' } as const;
  // @ts-expect-error: no way to compare paths
  const uncompared: BackendServiceProps = { ...least, ingress: { ...ingress, className: 'web', paths: [typed] } };
  const refused = [unreached, unclassed, uncompared];
  expect([...good, ...refused].map((props) => outcome(props).findings.length)).toEqual([0, 0, 0, 1, 1, 1]);
});
