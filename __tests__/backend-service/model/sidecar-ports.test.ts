import { checkSidecarPorts } from '../../../lib/backend-service/model/sidecar-ports';
import { Findings } from '../../../lib/findings/findings';

function texts(sidecars: Parameters<typeof checkSidecarPorts>[1]): string[] {
  const findings = new Findings();
  checkSidecarPorts(findings, sidecars, { http: 8080 });
  return findings.validate();
}

test('lets sidecars listen at ports that no other container has', () => {
  expect(texts({ proxy: { ports: { proxy: 9000 }, ready: '/ready' }, log: {} })).toEqual([
    'container "proxy" ready must ask a port of the container, got "http"; write one of "proxy" (9000), or add it to ports',
  ]);
  expect(texts({ proxy: { ports: { proxy: 9000 }, ready: { tcp: 'proxy' } } })).toEqual([]);
});

test('refuses names and numbers of ports that another container of the pod has', () => {
  expect(texts({ proxy: { ports: { admin: 8080, http: 9000 } }, log: { ports: { log: 9000 } } })).toEqual([
    'container "proxy" port "admin" must not be the number of port "http", got 8080; write another',
    'container "proxy" port name must be its own in the pod, got "http"; write another',
    'container "log" port "log" must not be the number of port "http", got 9000; write another',
  ]);
});
