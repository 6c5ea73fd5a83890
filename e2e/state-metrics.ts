import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyObjects, nodeImage } from './fixtures/backends';
import { kubectl } from './kubectl';

const name = 'state-metrics';

/**
 * Starts, in a namespace of its own, kube-state-metrics of the image KUBE_STATE_METRICS_IMAGE, or without one a stand-in that has its
 * names and labels. It reads one namespace, and is scraped as kube-prometheus-stack has it, whose monitor keeps the labels of the metrics.
 */
export async function startStateMetrics(namespace: string, watched: string, labels: object): Promise<void> {
  const image = process.env['KUBE_STATE_METRICS_IMAGE'];
  const metadata = { name, namespace, labels: { app: name } };
  const container =
    image === undefined
      ? { image: nodeImage, command: ['node', '/srv/state-metrics.js'], env: [{ name: 'NAMESPACE', value: watched }] }
      : { image, args: [`--namespaces=${watched}`, '--resources=deployments,pods,horizontalpodautoscalers'] };
  await applyObjects([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name, namespace: watched },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata,
      data: { 'state-metrics.js': readFileSync(join(__dirname, 'fixtures', 'state-metrics.js'), 'utf8') },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: {
        serviceAccountName: name,
        terminationGracePeriodSeconds: 0,
        containers: [{ name, ...container, volumeMounts: [{ name: 'program', mountPath: '/srv' }] }],
        volumes: [{ name: 'program', configMap: { name } }],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: { app: name }, ports: [{ name: 'http', port: 8080 }] },
    },
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { ...metadata, labels: { ...metadata.labels, ...labels } },
      spec: { selector: { matchLabels: { app: name } }, endpoints: [{ port: 'http', honorLabels: true }] },
    },
  ]);
  await kubectl(`-n ${namespace} wait --for=condition=Ready pod/${name} --timeout=60s`, { seconds: 70 });
}
