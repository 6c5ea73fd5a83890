import { App, Chart } from 'cdk8s';
import { BackendServiceProps, KubernetesManifest, MongoStatefulSetProps, render, TenantNamespace } from '../lib';
import { applyObjects, backend, settled } from './fixtures/backends';
import { MongoSet, MongoSetProps } from './mongo-set';

/** A program that differs from the one of a namespace at rest. */
export interface Change {
  readonly prometheusNamespace?: string;
  /** The props of the backend with the short name. */
  readonly short?: Partial<BackendServiceProps>;
  /** The number of pods of the backend with the long name. */
  readonly long?: BackendServiceProps['replicas'];
  /** Roles of the set of one member. */
  readonly roles?: MongoStatefulSetProps['roles'];
}

/** The labels by which Prometheus finds monitors and rules. */
export const labels = { release: 'prometheus' };

/** The backends' namespace and names: the longer one is as long as that of a Service may be, for which pods have other names. */
export const backends = {
  namespace: 'monitored-backends',
  short: 'shop',
  long: 'a-name-of-sixty-three-characters-which-is-the-longest-there-can',
};

let isPatient = false;

/** A set of the library's defaults, but for the patience of its alerts. */
class MonitoredSet extends MongoSet {
  protected override adapted(manifests: readonly KubernetesManifest[]): readonly KubernetesManifest[] {
    return manifests.map((manifest) => (isPatient ? manifest : impatient(manifest)));
  }
}

/** A set of one member, whose data is in a volume of memory, so that it has a size of its own and can be full. */
class LoneSet extends MongoSet {
  protected override adapted(manifests: readonly KubernetesManifest[]): readonly KubernetesManifest[] {
    return manifests.map((manifest) => (manifest.kind === 'StatefulSet' ? inMemory(manifest) : impatient(manifest)));
  }
}

const metrics = { labels, intervalSeconds: 5, alerts: true };
const limits = { requests: { cpu: '50m' }, limits: { memory: '1536Mi' } };
const mongod = { maxIncomingConnections: 100, options: { 'replication.oplogSizeMB': 32 } };

/** A program whose policies do not let Prometheus in. The sets have it first. */
export const closed: Change = { prometheusNamespace: 'elsewhere' };

/** The set of three members, by a ServiceMonitor. */
export const set = new MonitoredSet('monitored-set', setProps(closed));

/** The set of one member, by a PodMonitor. */
export const alone = new LoneSet('monitored-alone', loneProps(closed));

/** Applies the programs of all namespaces, with or without a change. */
export async function applyPrograms(change: Change = {}): Promise<void> {
  set.change(setProps(change));
  alone.change(loneProps(change));
  await Promise.all([set.apply(), alone.apply(), applyBackends(change)]);
}

/** Applies the program of the backends. */
export async function applyBackends({
  prometheusNamespace,
  short,
  long = { min: 2, max: 3, cpuPercent: 500 },
}: Change = {}) {
  const { namespace } = backends;
  const app = new App();
  const chart = new Chart(app, namespace, { namespace });
  new TenantNamespace(chart, 'tenant');
  const own = { replicas: 2, minReadySeconds: 0, ingressFrom: [], metrics: { ...metrics, prometheusNamespace } };
  backend(chart, backends.short, { ...own, ...short });
  backend(chart, backends.long, { ...own, replicas: long, metrics: { ...own.metrics, kind: 'PodMonitor' } });
  await applyObjects(render(app).map((manifest) => (isPatient ? manifest : impatient(manifest))));
}

/**
 * Has the alerts of the set of three members and of the backends wait for as long as they do in life, or for 5 seconds only, which is so at
 * first, from the next time on that programs are applied.
 */
export function setPatience(patient: boolean): void {
  isPatient = patient;
}

/** Waits until the backends have rolled out. */
export async function backendsSettled(): Promise<void> {
  await settled(backends.namespace, backends.short, backends.long);
}

function setProps({ prometheusNamespace }: Change): MongoSetProps {
  return { metrics: { ...metrics, prometheusNamespace } };
}

function loneProps({ prometheusNamespace, roles }: Change): MongoSetProps {
  return {
    members: 1,
    resources: limits,
    mongod,
    metrics: { ...metrics, kind: 'PodMonitor', prometheusNamespace },
    ...(roles && { roles }),
  };
}

function impatient(manifest: KubernetesManifest): KubernetesManifest {
  if (manifest.kind !== 'PrometheusRule') return manifest;
  return JSON.parse(JSON.stringify(manifest).replace(/"for":"\d+m"/g, '"for":"5s"')) as KubernetesManifest;
}

function inMemory(statefulSet: KubernetesManifest): KubernetesManifest {
  const { spec } = JSON.parse(JSON.stringify(statefulSet)) as {
    spec: { template: { spec: { volumes: object[] } }; volumeClaimTemplates?: object };
  };
  delete spec.volumeClaimTemplates;
  spec.template.spec.volumes.push({ name: 'data', emptyDir: { medium: 'Memory', sizeLimit: '800Mi' } });
  return { ...statefulSet, spec };
}
