import { quoted } from '../../findings/problem';
import { dnsLabelProblem, portNameProblem } from '../../kubernetes/names';
import { integerProblem } from '../../props/scalar';
import { groupKind, Placed, placed, placedItems, textField } from '../../manifests/manifest';
import { placedContainers } from '../../manifests/pod-template';
import { faultsAt, Rule, RuleFault } from '../rule';
import { nameFaults } from './name-faults';

const askers = [
  ['startupProbe'],
  ['readinessProbe'],
  ['livenessProbe'],
  ['lifecycle', 'postStart'],
  ['lifecycle', 'preStop'],
];

/** The API server refuses invalid ports; a probe of a port that the container does not name always fails. */
export const validPorts: Rule = {
  id: 'valid-ports',
  summary: 'Ports of containers and Services have valid numbers and names, and probes use ports that the container has',
  why: 'the API server refuses the object; a probe of a missing port always fails',
  rechecks: true,
  *check(object) {
    for (const container of placedContainers(object)) yield* containerFaults(container);
    if (groupKind(object) === '/Service')
      yield* serviceFaults(placedItems({ path: [], value: object }, 'spec', 'ports'));
  },
};

function* containerFaults(container: Placed): Generator<RuleFault> {
  const ports = placedItems(container, 'ports');
  for (const port of ports) yield* numberFaults(placed(port, 'containerPort'));
  yield* nameFaults(named(ports), portNameProblem);
  const names = new Set(ports.map(({ value }) => textField(value, 'name')));
  for (const asker of askers) {
    for (const handler of ['httpGet', 'tcpSocket']) {
      const { path, value } = placed(container, ...asker, handler, 'port');
      if (typeof value === 'string' && !names.has(value))
        yield {
          path,
          want: 'must be a port of the container',
          got: quoted(value),
          write: 'write a name of its ports, or a number',
        };
    }
  }
}

function* serviceFaults(ports: readonly Placed[]): Generator<RuleFault> {
  for (const port of ports) {
    yield* numberFaults(placed(port, 'port'));
    const { path, value } = placed(port, 'name');
    if (isEmpty(value) && ports.length > 1) yield { path, want: 'must be set', got: 'none', write: 'write one' };
    const target = placed(port, 'targetPort');
    // An empty one is the port.
    if (isEmpty(target.value) || target.value === 0) continue;
    yield* faultsAt(target.path, typeof target.value === 'string' ? portNameProblem(target.value) : undefined);
    yield* numberFaults(target);
  }
  yield* nameFaults(named(ports), dnsLabelProblem);
}

/** The ports that have a name. An empty string is no name. */
function named(ports: readonly Placed[]): Placed[] {
  return ports.filter((port) => !isEmpty(placed(port, 'name').value));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

/** Finds a port's number that is out of range. One that is no integer is a finding of valid-fields. */
function* numberFaults({ path, value }: Placed): Generator<RuleFault> {
  yield* faultsAt(path, Number.isInteger(value) ? integerProblem(value, 1, 65535) : undefined);
}
