import { field } from '../../manifests/manifest';
import { isMap } from '../../props/map';
import { Value, Values } from '../program/expression';
import { Remainder } from '../source/remainder';
import { environmentProps } from './environment-props';
import { checkOf, checkPaths } from './health-props';
import { ReadPorts } from './port-props';
import { OtherContainer, podPath, present, Reading } from './reading';
import { resourceProps } from './resource-props';
import { ReadVolumes } from './volume-props';

const probes = ['readinessProbe', 'livenessProbe', 'startupProbe'];
const handlers = ['httpGet', 'tcpSocket', 'grpc'];

/** Returns the props of the containers beside the application's. A field that no prop says stays for an override of its container. */
export function podContainerProps(reading: Reading, ports: ReadPorts, volumes: ReadVolumes): Values {
  const { deployment, others } = reading;
  const said = others.map((other) => [other, propsOf(other, reading, ports, volumes)] as const);
  // A sidecar is an init container that is restarted.
  const left = others.flatMap(({ name, rest }) => (rest.left === undefined ? [] : [{ name, ...rest.left }]));
  if (left.length > 0) deployment.put(left, ...podPath, 'initContainers');
  const [initContainers, sidecars] = [false, true].map((isSidecar) =>
    present(
      Object.fromEntries(said.flatMap(([one, props]) => (one.isSidecar === isSidecar ? [[one.name, props]] : []))),
    ),
  );
  return { initContainers, sidecars };
}

function propsOf(other: OtherContainer, reading: Reading, ports: ReadPorts, volumes: ReadVolumes): Values {
  const { name, rest, isSidecar } = other;
  const take = (field: string): Value => rest.take(field) as Value;
  const own = { ...reading, container: rest, expressionOf: () => undefined };
  take('name');
  if (isSidecar) take('restartPolicy');
  if (rest.see('imagePullPolicy') === 'Always') take('imagePullPolicy');
  return {
    image: take('image'),
    command: take('command'),
    args: take('args'),
    ...(isSidecar ? { ports: ports.ofSidecars.get(name), ready: readyOf(name, rest, ports) } : {}),
    ...resourceProps(own, true),
    ...environmentProps(own),
    mounts: volumes.pathsOf(other),
  };
}

/** Returns the check of readiness. Its times, which no prop says, and other probes stay, with the ports' names from now on. */
function readyOf(sidecar: string, rest: Remainder, { nameIn }: ReadPorts): Value {
  const [ready] = probes.map((probe) => {
    const given = rest.see(probe);
    const port = handlers.map((kind) => field(given, kind, 'port')).find((one) => one !== undefined);
    const name = nameIn(sidecar, port);
    const named = ['httpGet', 'tcpSocket'].find((kind) => field(given, kind) !== undefined);
    if (name !== undefined && named !== undefined) rest.put(name, probe, named, 'port');
    const isSaid = isMap(given) && (port === undefined || name !== undefined);
    return isSaid ? checkOf(structuredClone(rest.see(probe) as Values), String, false) : undefined;
  });
  if (ready !== undefined) for (const path of checkPaths) rest.take('readinessProbe', ...path);
  return ready;
}
