import { Fault } from '../../findings/problem';
import { Rule } from '../rule';
import { field, listField, textField, textMapField } from '../../manifests/fields';
import { groupOf } from '../../manifests/kinds';
import { Manifest } from '../../manifests/manifest';
import { podContainers, podTemplate } from '../../manifests/pod-template';
import { selectedBy } from '../../manifests/selected-workloads';
import { quoted } from '../../findings/findings';
import { nearName } from '../../findings/near-name';

const observed = /metrics|prom|status|health|admin|debug|probe|pprof/;

/**
 * A Service with a targetPort by a name that no selected pod has gets no endpoints, and one by a number that no container listens at
 * refuses every connection; neither is an error. A container need not declare its ports: numbers are
 * judged only where all containers declare some, and the Service leads to none of them.
 */
export const noDanglingTargetPort: Rule = {
  id: 'no-dangling-target-port',
  summary: 'A Service leads to ports that the containers behind it have',
  why: 'a name that no pod has gives no endpoints, another number refuses every connection',
  *check(manifests) {
    for (const object of manifests) {
      if (object.kind !== 'Service' || groupOf(object) !== '') continue;
      const matchLabels = textMapField(object, 'spec', 'selector');
      if (Object.keys(matchLabels).length === 0 || field(object, 'spec', 'type') === 'ExternalName') continue;
      const workloads = selectedBy({ matchLabels }, object.metadata.namespace, manifests);
      if (workloads.length === 0) continue;
      for (const fault of portFaults(object, workloads)) yield { object, ...fault };
    }
  },
};

function* portFaults(service: Manifest, workloads: readonly Manifest[]): Generator<Fault> {
  const containers = workloads.flatMap(podContainers);
  const ports = containers.flatMap((container) => listField(container, 'ports'));
  const names = ports.map((port) => textField(port, 'name')).filter((name) => name !== undefined);
  const numbers = ports.map((port) => field(port, 'containerPort'));
  const servicePorts = listField(service, 'spec', 'ports').map((port) => ({
    at: `spec.ports[${textField(port, 'name') ?? quoted(field(port, 'port'))}].targetPort`,
    target: field(port, 'targetPort') ?? field(port, 'port'),
  }));
  // Without an address of its own a Service only names its pods.
  const isJudgedByNumber =
    field(service, 'spec', 'clusterIP') !== 'None' &&
    workloads.flatMap(lasting).every(declaresPorts) &&
    servicePorts.every(({ target }) => ![...names, ...numbers].includes(target));
  for (const { at, target } of servicePorts) {
    if (typeof target === 'number' ? isJudgedByNumber : typeof target === 'string' && !names.includes(target))
      yield {
        at,
        want: 'must be a port of the selected pods',
        got: quoted(target),
        write: advice(target, names, numbers),
      };
  }
}

/** The containers that run as long as the pod. */
function lasting(workload: Manifest): readonly unknown[] {
  return listField(podTemplate(workload), 'spec', 'containers');
}

/** True if a container declares what it serves, and not only how it is observed, as proxies do whose ports change. */
function declaresPorts(container: unknown): boolean {
  return listField(container, 'ports').some((port) => !observed.test(textField(port, 'name') ?? ''));
}

function advice(target: unknown, names: readonly string[], numbers: readonly unknown[]): string {
  const near = typeof target === 'string' ? nearName(target, names) : undefined;
  if (near !== undefined) return `write ${near}`;
  const known = [...new Set([...names, ...(names.length === 0 ? numbers.map(quoted) : [])])];
  return known.length === 0 ? 'give a container port this name' : `write ${known.join(' or ')}`;
}
