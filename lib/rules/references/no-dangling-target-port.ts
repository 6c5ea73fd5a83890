import { Rule, RuleFault } from '../rule';
import { field, listField, KubernetesManifest, placedItems, referredName, textField } from '../../manifests/manifest';
import { byReferredName } from '../../manifests/object-identity';
import { podContainers, podSpec, protocolOf } from '../../manifests/pod-template';
import { references } from '../../manifests/references';
import { servedBy } from '../../manifests/selected-workloads';
import { quoted } from '../../findings/problem';
import { nearName } from '../../findings/near-name';

const observed = /metrics|prom|status|health|admin|debug|probe|pprof/;

/**
 * A Service with a targetPort by a name that no selected pod has, for the protocol, gets no endpoints, and one by a number that no container listens at
 * refuses every connection; neither is an error. A container need not declare its ports: numbers are
 * judged only where all containers declare some, and the Service leads to none of them,
 * and none of their settings has the number.
 */
export const noDanglingTargetPort: Rule = {
  id: 'no-dangling-target-port',
  summary: 'A Service leads to ports that the containers behind it have',
  why: 'a name that no pod has gives no endpoints, another number refuses every connection',
  *check(object, objects) {
    const workloads = servedBy(object, objects);
    if (workloads.length > 0) yield* portFaults(object, workloads, objects);
  },
};

function* portFaults(
  service: KubernetesManifest,
  workloads: readonly KubernetesManifest[],
  objects: readonly KubernetesManifest[],
): Generator<RuleFault> {
  const ports = workloads.flatMap(serving).flatMap((container) => listField(container, 'ports'));
  const namesOf = (protocol: string): string[] =>
    ports
      .filter((port) => protocolOf(port) === protocol)
      .map((port) => textField(port, 'name'))
      .filter((name) => name !== undefined);
  const numbers = ports.map((port) => field(port, 'containerPort'));
  const servicePorts = placedItems({ path: [], value: service }, 'spec', 'ports').map(({ path, value }) => ({
    path: [...path, 'targetPort'],
    target: field(value, 'targetPort') ?? field(value, 'port'),
    names: namesOf(protocolOf(value)),
  }));
  // Without an address of its own a Service only names its pods.
  const isJudgedByNumber =
    field(service, 'spec', 'clusterIP') !== 'None' &&
    workloads.flatMap(lasting).every(declaresPorts) &&
    servicePorts.every(({ target, names }) => ![...names, ...numbers].includes(target));
  for (const { path, target, names } of servicePorts) {
    const isDangling = (): boolean => isJudgedByNumber && !isInSettings(target, workloads, objects);
    if (typeof target === 'number' ? isDangling() : typeof target === 'string' && !names.includes(target))
      yield {
        path,
        // A container serves whatever ports it likes.
        level: typeof target === 'number' ? 'warning' : 'error',
        want: 'must be a port of the selected pods',
        got: quoted(target),
        write: advice(target, names, numbers),
      };
  }
}

/** True if a number is in the arguments or variables of pods, or in a ConfigMap that they read: a container that listens there by them need not declare it. */
function isInSettings(
  port: unknown,
  workloads: readonly KubernetesManifest[],
  objects: readonly KubernetesManifest[],
): boolean {
  const settings = workloads
    .flatMap(references)
    .filter(({ kind }) => kind === 'ConfigMap')
    .flatMap(({ kind, namespace, name }) => byReferredName(objects, referredName(kind, namespace, name)));
  const texts = [...workloads.flatMap(podContainers), ...settings.map(({ data }) => data)];
  const number = new RegExp(`(?<!\\d)${String(port)}(?!\\d)`);
  return texts.some((text) => number.test(JSON.stringify(text ?? '')));
}

/** The containers among whose ports Kubernetes looks for a name: an init container is one only if it is a sidecar. */
function serving(workload: KubernetesManifest): readonly unknown[] {
  const first = listField(podSpec(workload)?.value, 'initContainers');
  return [...lasting(workload), ...first.filter((container) => field(container, 'restartPolicy') === 'Always')];
}

/** The containers that run as long as the pod. */
function lasting(workload: KubernetesManifest): readonly unknown[] {
  return listField(podSpec(workload)?.value, 'containers');
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
