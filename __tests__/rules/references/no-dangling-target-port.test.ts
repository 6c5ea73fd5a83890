import { noDanglingTargetPort } from '../../../lib/rules/references/no-dangling-target-port';
import { deployment, object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const service = (ports: object[], spec: object = {}) =>
  object('Service', { spec: { selector: { app: 'web' }, ports, ...spec } });
const web = deployment({
  ports: [
    { name: 'http', containerPort: 3000 },
    { name: 'metrics', containerPort: 9100 },
  ],
});
const line = (target: string, write: string): string =>
  `[Service shop/web] spec.ports["main"].targetPort must be a port of the selected pods, got ${target}; write ${write} (no-dangling-target-port)`;

test.each([
  ['a port by its name', service([{ port: 80, targetPort: 'http' }]), web],
  ['a port by its number', service([{ port: 80, targetPort: 3000 }]), web],
  ['its own port', service([{ port: 3000 }]), web],
  ['a second port that is not declared', service([{ port: 80, targetPort: 3000 }, { port: 81 }]), web],
  ['a container that declares none', service([{ port: 80 }]), deployment({})],
  [
    'a proxy that declares its metrics',
    service([{ port: 80 }]),
    deployment({ ports: [{ name: 'metrics', containerPort: 1 }] }),
  ],
  ['no address of its own', service([{ port: 27017 }], { clusterIP: 'None' }), web],
  ['pods that are not in the output', service([{ port: 80, targetPort: 'x' }], { selector: { app: 'api' } }), web],
])('accepts a Service that leads to %s', (_, one, other) => {
  expect(findings(noDanglingTargetPort, one, other)).toEqual([]);
});

test('refuses a name that no container has', () => {
  const ports = [{ name: 'main', port: 80, targetPort: 'htpp' }];
  expect(findings(noDanglingTargetPort, service(ports), web)).toEqual([line('"htpp"', 'http')]);
  expect(findings(noDanglingTargetPort, service(ports, { clusterIP: 'None' }), web)).toEqual([line('"htpp"', 'http')]);
});

test('refuses a name that containers have for another protocol alone', () => {
  const dns = deployment({
    ports: [
      { name: 'dns-tcp', containerPort: 53 },
      { name: 'dns', containerPort: 53, protocol: 'UDP' },
    ],
  });
  const leading = (targetPort: string) => service([{ name: 'main', port: 53, protocol: 'UDP', targetPort }]);
  expect(findings(noDanglingTargetPort, leading('dns'), dns)).toEqual([]);
  expect(findings(noDanglingTargetPort, leading('dns-tcp'), dns)).toEqual([line('"dns-tcp"', 'dns')]);
});

test('refuses a number that no container has, where all declare theirs', () => {
  const ports = [{ name: 'main', port: 80, targetPort: 3001 }];
  expect(findings(noDanglingTargetPort, service(ports), web)).toEqual([line('3001', 'http or metrics')]);
  const unnamed = deployment({ ports: [{ containerPort: 3000 }] });
  expect(findings(noDanglingTargetPort, service(ports), unnamed)).toEqual([line('3001', '3000')]);
});

test('lets an object through that says why', () => {
  const dangling = service([{ port: 80, targetPort: 'nosuch' }]);
  expect(findings(noDanglingTargetPort, optedOut(dangling, noDanglingTargetPort), web)).toEqual([]);
});
