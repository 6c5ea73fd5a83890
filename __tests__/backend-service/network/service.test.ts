import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    'leads port 80 to the main port, and others to themselves',
    { ports: { admin: 9000 }, appProtocols: { http: 'http' }, sessionAffinitySeconds: 60 },
    'Service spec',
    {
      ports: [
        { name: 'http', appProtocol: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
        { name: 'admin', port: 9000, protocol: 'TCP', targetPort: 'admin' },
      ],
      selector: { app: 'api' },
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
      type: 'ClusterIP',
    },
  ],
  [
    'prefers near pods where Kubernetes can',
    { trafficDistribution: 'PreferClose', kubernetes: '1.31' },
    'Service spec.trafficDistribution',
    'PreferClose',
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [{ servicePort: 0 }, ['servicePort must be an integer from 1 to 65535, got 0; write 8080'], { servicePort: 443 }],
  [
    { ports: { admin: 80 } },
    ['ports["admin"] must not be 80, the Service\'s port for "http"; write another number or servicePort'],
    { ports: { admin: 80 }, servicePort: 81 },
  ],
  [
    { appProtocols: { admin: 'http' } },
    ['appProtocols must name ports, got "admin"; write one of "http"'],
    { appProtocols: { http: 'http' } },
  ],
  [
    { appProtocols: { http: 'a b' } },
    ['appProtocols["http"] must be a protocol\'s name, got "a b"; write "http", "https" or "kubernetes.io/h2c"'],
    { appProtocols: { http: 'kubernetes.io/h2c' } },
  ],
  [
    { sessionAffinitySeconds: 86401 },
    ['sessionAffinitySeconds must be an integer from 1 to 86400, got 86401; write 86400'],
    { sessionAffinitySeconds: 86400 },
  ],
  [
    { trafficDistribution: 'PreferClose' },
    [
      'trafficDistribution needs Kubernetes 1.31 for "PreferClose", got kubernetes "1.30"; write kubernetes: "1.31" or leave it out',
    ],
    { trafficDistribution: 'PreferClose', kubernetes: '1.31' },
  ],
  [
    { ipFamilyPolicy: 'Dual' },
    ['ipFamilyPolicy must be "SingleStack" or "PreferDualStack" or "RequireDualStack", got "Dual"'],
    { ipFamilyPolicy: 'PreferDualStack' },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
