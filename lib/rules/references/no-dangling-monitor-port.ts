import {
  field,
  groupKind,
  KubernetesManifest,
  listField,
  Placed,
  placed,
  placedItems,
  textField,
  textMapField,
} from '../../manifests/manifest';
import { selects } from '../../manifests/pod-selection';
import { podContainers } from '../../manifests/pod-template';
import { selectedBy, servedBy } from '../../manifests/selected-workloads';
import { quoted } from '../../findings/problem';
import { nearName } from '../../findings/near-name';
import { Rule, RuleFault } from '../rule';

/**
 * Prometheus makes no target of a port that is not there, and says nothing of it. A monitor that selects nothing of the output is for
 * objects from elsewhere.
 */
export const noDanglingMonitorPort: Rule = {
  id: 'no-dangling-monitor-port',
  summary: 'A ServiceMonitor or PodMonitor names ports that the Services or pods have which it selects',
  why: 'nothing is measured, and nothing says so',
  acrossObjects: true,
  rechecks: true,
  *check(object, objects) {
    const whole = { path: [], value: object };
    switch (groupKind(object)) {
      case 'monitoring.coreos.com/ServiceMonitor': {
        const services = monitoredServices(object, objects);
        const ports = services.flatMap((service) => listField(service, 'spec', 'ports'));
        const workloads = services.flatMap((service) => servedBy(service, objects));
        for (const endpoint of placedItems(whole, 'spec', 'endpoints')) {
          yield* portFaults(placed(endpoint, 'port'), 'Services', namesOf(ports));
          yield* portFaults(placed(endpoint, 'targetPort'), 'pods', namesOf(containerPorts(workloads)));
        }
        return;
      }
      case 'monitoring.coreos.com/PodMonitor': {
        const selector = field(object, 'spec', 'selector');
        const workloads = namespacesOf(object, objects).flatMap((name) => selectedBy(selector, name, objects));
        for (const endpoint of placedItems(whole, 'spec', 'podMetricsEndpoints'))
          yield* portFaults(placed(endpoint, 'port'), 'pods', namesOf(containerPorts(workloads)));
      }
    }
  },
};

/** The fault of a port by a name that none of the selected has; none where nothing is selected that has a port with a name. */
function* portFaults({ path, value }: Placed, of: string, names: readonly string[]): Generator<RuleFault> {
  if (typeof value !== 'string' || names.length === 0 || names.includes(value)) return;
  const write = `write ${nearName(value, names) ?? [...new Set(names)].join(' or ')}`;
  yield { path, want: `must be a port of the selected ${of}`, got: quoted(value), write };
}

function monitoredServices(monitor: KubernetesManifest, objects: readonly KubernetesManifest[]): KubernetesManifest[] {
  const namespaces = namespacesOf(monitor, objects);
  const selector = field(monitor, 'spec', 'selector');
  return objects.filter(
    (object) =>
      groupKind(object) === '/Service' &&
      namespaces.includes(object.metadata.namespace) &&
      selects(selector, textMapField(object, 'metadata', 'labels')),
  );
}

/** The namespaces in which a monitor looks: its own, those that it names, or all of the output. */
function namespacesOf(
  monitor: KubernetesManifest,
  objects: readonly KubernetesManifest[],
): readonly (string | undefined)[] {
  const selector = field(monitor, 'spec', 'namespaceSelector');
  if (field(selector, 'any') === true) return [...new Set(objects.map(({ metadata }) => metadata.namespace))];
  const named = listField(selector, 'matchNames').filter((name) => typeof name === 'string');
  return named.length > 0 ? named : [monitor.metadata.namespace];
}

function containerPorts(workloads: readonly KubernetesManifest[]): readonly unknown[] {
  return workloads.flatMap(podContainers).flatMap((container) => listField(container, 'ports'));
}

function namesOf(ports: readonly unknown[]): string[] {
  return ports.map((port) => textField(port, 'name')).filter((name) => name !== undefined);
}
