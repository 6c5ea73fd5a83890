import { listField } from '../../manifests/fields';
import { isBuiltIn } from '../../manifests/kinds';
import { Manifest } from '../../manifests/manifest';
import { podTemplate } from '../../manifests/pod-template';
import { currentGroup } from '../../manifests/object-identity';
import { isDataKind } from './data-kinds';

const builtIn = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Pod'];

/** Custom resources whose operators run pods without a template under `spec.template`, by group. */
const custom: Readonly<Record<string, readonly string[]>> = {
  'argoproj.io': ['Rollout'],
  'serving.knative.dev': ['Service', 'Configuration'],
  'serving.kserve.io': ['InferenceService'],
  'apps.openshift.io': ['DeploymentConfig'],
  'apps.kruise.io': ['CloneSet', 'StatefulSet', 'DaemonSet', 'UnitedDeployment'],
  'flink.apache.org': ['FlinkDeployment'],
  'ray.io': ['RayCluster', 'RayService'],
  'agones.dev': ['Fleet', 'GameServer'],
  'kubevirt.io': ['VirtualMachine', 'VirtualMachineInstance'],
  'leaderworkerset.x-k8s.io': ['LeaderWorkerSet'],
  'machinelearning.seldon.io': ['SeldonDeployment'],
  'monitoring.coreos.com': ['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler'],
  'opentelemetry.io': ['OpenTelemetryCollector'],
  'jaegertracing.io': ['Jaeger'],
  'k8s.keycloak.org': ['Keycloak'],
  'kafka.strimzi.io': ['KafkaConnect', 'KafkaMirrorMaker2', 'KafkaBridge'],
};

/** Tells whether an object runs pods for as long as it is there: not a Job, which ends by itself, nor a CronJob. */
export function isWorkload(manifest: Manifest): boolean {
  if (isBuiltIn(manifest)) return builtIn.includes(manifest.kind);
  if (custom[currentGroup(manifest)]?.includes(manifest.kind) === true || isDataKind(manifest)) return true;
  return listField(podTemplate(manifest), 'spec', 'containers').length > 0 && !manifest.kind.endsWith('Job');
}
