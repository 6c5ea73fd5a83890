import { field, groupKind, KubernetesManifest } from '../../manifests/manifest';
import { currentGroupKind } from '../../manifests/object-identity';

/** A field or an annotation by which all pods of an object end though it stays. */
interface Switch {
  readonly path: readonly string[];
  readonly off: readonly unknown[];
}

const at = (path: string, ...off: readonly unknown[]): Switch => ({ path: ['spec', ...path.split('.')], off });
const annotation = (key: string, ...off: readonly unknown[]): Switch => ({
  path: ['metadata', 'annotations', key],
  off,
});

// By group and kind.
const switches: Readonly<Record<string, Switch>> = {
  'postgresql.cnpg.io/Cluster': annotation('cnpg.io/hibernation', 'on'),
  'psmdb.percona.com/PerconaServerMongoDB': at('pause', true),
  'pxc.percona.com/PerconaXtraDBCluster': at('pause', true),
  'ps.percona.com/PerconaServerMySQL': at('pause', true),
  'pgv2.percona.com/PerconaPGCluster': at('pause', true),
  'postgres-operator.crunchydata.com/PostgresCluster': at('shutdown', true),
  'cassandra.datastax.com/CassandraDatacenter': at('stopped', true),
  'clickhouse.altinity.com/ClickHouseInstallation': at('stop', 'yes', 'true', true, '1'),
  'keda.sh/ScaledObject': annotation('autoscaling.keda.sh/paused-replicas', '0'),
  'kubevirt.io/VirtualMachine': at('runStrategy', 'Halted'),
  'ray.io/RayCluster': at('suspend', true),
  'flink.apache.org/FlinkDeployment': at('job.state', 'suspended'),
};
const running = at('running', false);

// The fewest pods that an autoscaler leaves while there is nothing to do, and its default.
const fewest: Readonly<Record<string, readonly (readonly [name: string, byDefault: number | undefined])[]>> = {
  'autoscaling/HorizontalPodAutoscaler': [['minReplicas', 1]],
  'keda.sh/ScaledObject': [
    ['minReplicaCount', 0],
    ['maxReplicaCount', 100],
    ['idleReplicaCount', undefined],
  ],
};

/** The field or annotation by which an object has no pods now, though it is there; undefined if it has none of these. */
export function switchedOff(manifest: KubernetesManifest): readonly string[] | undefined {
  const kind = currentGroupKind(manifest);
  const found = [switches[kind], ...(kind === 'kubevirt.io/VirtualMachine' ? [running] : [])];
  return found.find((each) => each?.off.includes(field(manifest, ...each.path)) === true)?.path;
}

/** The field by which an autoscaler leaves no pod while there is nothing to do; undefined for other objects, and if it leaves some. */
export function scaledToNothing(manifest: KubernetesManifest): readonly string[] | undefined {
  const names = fewest[groupKind(manifest)] ?? [];
  const found = names.find(([name, byDefault]) => (field(manifest, 'spec', name) ?? byDefault) === 0);
  return found === undefined ? undefined : ['spec', found[0]];
}

/** The number that a field of an autoscaler has, or its default. */
export function amountOf(manifest: KubernetesManifest, name: string): number | undefined {
  const written = field(manifest, 'spec', name);
  const [, byDefault] = (fewest[groupKind(manifest)] ?? []).find(([each]) => each === name) ?? [];
  return typeof written === 'number' ? written : written === undefined ? byDefault : undefined;
}
