import { Fault, Problem, within } from '../../findings/problem';
import { quoted } from '../../findings/findings';
import { dnsLabelProblem, portNameProblem } from '../../kubernetes/names';
import { integerProblem } from '../../props/number';
import { field, listField, textField } from '../../manifests/fields';
import { groupOf } from '../../manifests/kinds';
import { Manifest } from '../../manifests/manifest';
import { podContainers } from '../../manifests/pod-template';
import { Rule } from '../rule';

const probes = ['startupProbe', 'readinessProbe', 'livenessProbe'];

/** The API server refuses invalid ports; a probe of a port that the container does not name always fails. */
export const validPorts: Rule = {
  id: 'valid-ports',
  summary: 'Ports of containers and Services have valid numbers and names, and probes use ports that the container has',
  why: 'the API server refuses the object; a probe of a missing port always fails',
  rechecks: true,
  *check(manifests) {
    for (const object of manifests) {
      for (const container of podContainers(object)) {
        for (const fault of containerFaults(container))
          yield { object, ...fault, at: `container "${textField(container, 'name') ?? ''}" ${fault.at}` };
      }
      if (object.kind === 'Service' && groupOf(object) === '')
        for (const fault of serviceFaults(object)) yield { object, ...fault };
    }
  },
};

function* containerFaults(container: unknown): Generator<Fault> {
  const names = new Set<unknown>();
  for (const port of listField(container, 'ports')) {
    const name = textField(port, 'name');
    const number = numberProblem(field(port, 'containerPort'));
    if (number !== undefined) yield within('containerPort', number);
    if (name === undefined) continue;
    const problem = portNameProblem(name);
    if (problem !== undefined) yield within('port name', problem);
    if (names.has(name))
      yield { at: 'port name', want: 'must be its own', got: `${quoted(name)} twice`, write: 'write another' };
    names.add(name);
  }
  for (const probe of probes) {
    for (const handler of ['httpGet', 'tcpSocket']) {
      const port = field(container, probe, handler, 'port');
      if (typeof port === 'string' && !names.has(port))
        yield {
          at: probe,
          want: 'must ask a port of the container',
          got: quoted(port),
          write: 'write a name of its ports, or a number',
        };
    }
  }
}

function* serviceFaults(service: Manifest): Generator<Fault> {
  const ports = listField(service, 'spec', 'ports');
  const names = new Set<unknown>();
  for (const port of ports) {
    const name = textField(port, 'name');
    const number = numberProblem(field(port, 'port'));
    if (number !== undefined) yield within('port', number);
    if (field(port, 'name') === undefined && ports.length > 1)
      yield { at: 'ports', want: 'must each have a name', got: 'one without', write: 'write one' };
    const nameProblem = name === undefined ? undefined : dnsLabelProblem(name);
    if (nameProblem !== undefined) yield within('port name', nameProblem);
    if (name !== undefined && names.has(name))
      yield { at: 'port name', want: 'must be its own', got: `${quoted(name)} twice`, write: 'write another' };
    names.add(name);
    const target = field(port, 'targetPort');
    const problem = typeof target === 'string' ? portNameProblem(target) : numberProblem(target);
    if (problem !== undefined) yield within('targetPort', problem);
  }
}

/** Returns the problem of a port's number. One that is no integer is a finding of valid-fields. */
function numberProblem(port: unknown): Problem | undefined {
  return Number.isInteger(port) ? integerProblem(port, 1, 65535) : undefined;
}
