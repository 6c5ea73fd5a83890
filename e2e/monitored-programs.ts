import { App, Chart } from 'cdk8s';
import {
  BackendServiceProps,
  KubernetesManifest,
  MongoBackup,
  MongoStatefulSetProps,
  render,
  TenantNamespace,
} from '../lib';
import { exporterProps } from './exporter';
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
  /** True to have dumps and slices of the set of one member begin every minute, instead of once a year and a day. */
  readonly isDumpedOften?: boolean;
  /** True to have the alerts of the set of three members and of the backends wait as long as rendered, instead of 5 seconds. */
  readonly isPatient?: boolean;
}

/** The labels by which Prometheus finds monitors and rules. */
export const monitorLabels = { release: 'prometheus' };

/** The backends' namespace and names: the longer one is as long as that of a Service may be, for which pods have other names. */
export const backends = {
  namespace: 'monitored-backends',
  short: 'shop',
  long: 'a-name-of-sixty-three-characters-which-is-the-longest-there-can',
};

/** A set of the library's defaults, but for the patience of its alerts. */
class MonitoredSet extends MongoSet {
  private isPatient?: boolean;

  changeTo(change: Change): void {
    this.isPatient = change.isPatient ?? false;
    this.change(setProps(change));
  }

  protected override adapted(manifests: readonly KubernetesManifest[]): readonly KubernetesManifest[] {
    return this.isPatient === true ? manifests : manifests.map(impatient);
  }
}

/** A set of one member, whose data is in a volume of memory, so that it has a size of its own and can be full. */
class LoneSet extends MongoSet {
  protected override adapted(manifests: readonly KubernetesManifest[]): readonly KubernetesManifest[] {
    return manifests.map((manifest) => (manifest.kind === 'StatefulSet' ? inMemory(manifest) : impatient(manifest)));
  }
}

const metrics = { labels: monitorLabels, intervalSeconds: 5, alerts: true, dashboard: true };
const limits = { requests: { cpu: '50m' }, limits: { memory: '1536Mi' } };
const mongod = { maxIncomingConnections: 100, options: { 'replication.oplogSizeMB': 32 } };

/** The backup of the set of one member, and the claim of its dumps, which the program does not have. */
export const backup = { name: 'mongo-backup', claim: 'dumps' };

/** A program whose dumps begin every minute. */
export const dumpedOften: Change = { isDumpedOften: true };

/** A program whose policies do not let Prometheus in. The sets have it first. */
export const notLetIn: Change = { ...dumpedOften, prometheusNamespace: 'elsewhere' };

/** The set of three members, by a ServiceMonitor, with an exporter. */
export const memberSet = new MonitoredSet('monitored-set', setProps(notLetIn));

/** The set of one member, by a PodMonitor. */
export const loneSet = new LoneSet('monitored-alone', loneProps(notLetIn));

/** Applies the programs of all namespaces, with or without a change. */
export async function applyPrograms(change: Change = {}): Promise<void> {
  memberSet.changeTo(change);
  await Promise.all([memberSet.apply(), applyLoneSet(change), applyBackends(change)]);
}

/** Applies the program of the set of one member. */
export async function applyLoneSet(change: Change = {}): Promise<void> {
  loneSet.change(loneProps(change));
  await loneSet.apply();
}

/** Applies the program of the backends. */
export async function applyBackends({
  prometheusNamespace,
  short,
  long = { min: 2, max: 3, cpuPercent: 500 },
  isPatient = false,
}: Change = {}) {
  const { namespace } = backends;
  const app = new App();
  const chart = new Chart(app, namespace, { namespace });
  new TenantNamespace(chart, 'tenant');
  const own = { replicas: 2, minReadySeconds: 0, ingressFrom: [], metrics: { ...metrics, prometheusNamespace } };
  backend(chart, backends.short, { ...own, ...short });
  backend(chart, backends.long, { ...own, replicas: long, metrics: { ...own.metrics, kind: 'PodMonitor' } });
  const manifests = render(app);
  await applyObjects(isPatient ? manifests : manifests.map(impatient));
}

/** Waits until the backends have rolled out. */
export async function backendsSettled(): Promise<void> {
  await settled(backends.namespace, backends.short, backends.long);
}

function setProps({ prometheusNamespace }: Change): MongoSetProps {
  return { metrics: { ...metrics, prometheusNamespace }, ...exporterProps() };
}

function loneProps({ prometheusNamespace, roles, isDumpedOften = false }: Change): MongoSetProps {
  return {
    members: 1,
    users: ['user-admin', 'second', 'administrator', 'dumper'],
    beside: (chart, mongo) => {
      const user = mongo.users.map(({ credentials }) => credentials).find(({ name }) => name === 'mongo-dumper');
      if (user === undefined) throw new Error('the set has no user for its dumps');
      new MongoBackup(chart, backup.name, {
        mongo,
        user,
        schedule: isDumpedOften ? '* * * * *' : '0 3 1 1 *',
        pointInTime: { every: isDumpedOften ? '1m' : '24h' },
        storage: { claim: backup.claim },
        resources: { requests: { memory: '128Mi' } },
      });
    },
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
