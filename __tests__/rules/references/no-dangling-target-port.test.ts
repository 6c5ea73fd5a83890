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

test('refuses a name that an init container alone has, unless it is a sidecar', () => {
  const ports = [{ name: 'main', port: 80, targetPort: 'proxy' }];
  const beside = (more: object) =>
    deployment({}, { initContainers: [{ name: 'proxy', ports: [{ name: 'proxy', containerPort: 1 }], ...more }] });
  expect(findings(noDanglingTargetPort, service(ports), beside({ restartPolicy: 'Always' }))).toEqual([]);
  expect(findings(noDanglingTargetPort, service(ports), beside({}))).toEqual([
    line('"proxy"', 'give a container port this name').replace('write give', 'give'),
  ]);
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

const declared = { ports: [{ name: 'http', containerPort: 3000 }] };
const readsConfig = {
  ...declared,
  volumeMounts: [{ name: 'config', mountPath: '/etc/web' }],
};

test.each([
  ['an argument', deployment({ ...declared, args: ['--grpc-listen=0.0.0.0:5001'] })],
  ['a variable', deployment({ ...declared, env: [{ name: 'GRPC_PORT', value: '5001' }] })],
  ['a ConfigMap that it reads', deployment(readsConfig, { volumes: [{ name: 'config', configMap: { name: 'web' } }] })],
])('accepts a number that a container has in %s', (_, workload) => {
  const config = object('ConfigMap', { data: { 'web.toml': '[grpc]\nport = 5001\n' } });
  expect(findings(noDanglingTargetPort, service([{ port: 5001 }]), workload, config)).toEqual([]);
});

test('refuses a number that is only a part of another one in the settings', () => {
  const other = deployment({ ...declared, args: ['--listen=:15001'] });
  const ports = [{ name: 'main', port: 5001 }];
  expect(findings(noDanglingTargetPort, service(ports), other)).toEqual([line('5001', 'http')]);
});

test('lets an object through that says why', () => {
  const dangling = service([{ port: 80, targetPort: 'nosuch' }]);
  expect(findings(noDanglingTargetPort, optedOut(dangling, noDanglingTargetPort), web)).toEqual([]);
});
