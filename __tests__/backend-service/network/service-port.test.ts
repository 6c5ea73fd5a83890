import { Findings } from '../../../lib/findings/findings';
import { checkServicePorts, ServicePort } from '../../../lib/backend-service/network/service-port';

function port(name: string, number: number, protocol: 'TCP' | 'UDP' = 'TCP'): ServicePort {
  return { name, at: `ports["${name}"]`, protocol, port: number, targetPort: 'target', containerPort: number };
}

test('refuses a number that the Service has twice', () => {
  const findings = new Findings();
  checkServicePorts(findings, [port('http', 80), port('admin', 80), port('other', 81)]);
  expect(findings.validate()).toEqual([
    `ports["admin"] must not be 80, the Service's port for "http"; write another number or servicePort`,
  ]);
});

test('takes TCP and UDP of one number', () => {
  const findings = new Findings();
  checkServicePorts(findings, [port('dns', 53, 'UDP'), port('dns-tcp', 53)]);
  expect(findings.validate()).toEqual([]);
});

test('leaves two names of one container port to the check of the containers', () => {
  const findings = new Findings();
  const one = { ...port('one', 80), targetPort: 'one' };
  checkServicePorts(findings, [one, { ...port('two', 80), targetPort: 'two' }]);
  expect(findings.validate()).toEqual([]);
});
