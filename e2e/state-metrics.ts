import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyObjects, nodeImage } from './fixtures/backends';
import { get } from './kubectl';

const name = 'state-metrics';
const kubelet = 'kubelet';

interface Node {
  readonly status: { readonly addresses: readonly { readonly type: string; readonly address: string }[] };
}

/**
 * Applies, in a namespace of its own, kube-state-metrics of the image KUBE_STATE_METRICS_IMAGE, or without one a stand-in that has its
 * names and labels. It reads a few namespaces, and is scraped as kube-prometheus-stack has it, whose monitor keeps the labels of the metrics.
 */
export async function startStateMetrics(namespace: string, watched: readonly string[], labels: object): Promise<void> {
  const image = process.env['KUBE_STATE_METRICS_IMAGE'];
  const metadata = { name, namespace, labels: { app: name } };
  const container =
    image === undefined
      ? {
          image: nodeImage,
          command: ['node', '/srv/state-metrics.js'],
          env: [{ name: 'NAMESPACES', value: watched.join() }],
        }
      : {
          image,
          args: [`--namespaces=${watched.join()}`, '--resources=cronjobs,deployments,pods,horizontalpodautoscalers'],
        };
  await applyObjects([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
    ...watched.map((one) => ({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name, namespace: one },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    })),
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
  await scrapeKubelets(namespace, labels);
}

/**
 * Has Prometheus scrape the nodes' kubelets, as the Prometheus Operator does: by endpoints that are addresses of nodes. The metrics of
 * containers are those of `/metrics/resource`, which have the names and labels of cAdvisor's; those of the test cluster's cAdvisor have no
 * container, because its nodes are not alone on their machine.
 */
async function scrapeKubelets(namespace: string, labels: object): Promise<void> {
  const metadata = { name: kubelet, namespace, labels: { app: kubelet } };
  const ports = [{ name: 'https', port: 10250 }];
  const addresses = (await nodeAddresses()).map((ip) => ({ ip }));
  await applyObjects([
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { clusterIP: 'None', ports } },
    { apiVersion: 'v1', kind: 'Endpoints', metadata, subsets: [{ addresses, ports }] },
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { ...metadata, labels: { ...metadata.labels, ...labels } },
      spec: {
        selector: { matchLabels: { app: kubelet } },
        endpoints: [
          {
            port: 'https',
            path: '/metrics/resource',
            scheme: 'https',
            interval: '15s',
            honorLabels: true,
            bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token',
            tlsConfig: { insecureSkipVerify: true },
          },
        ],
      },
    },
  ]);
}

/** The addresses of the nodes, each of which has a kubelet. */
export async function nodeAddresses(): Promise<string[]> {
  const { items } = await get<{ items: readonly Node[] }>('nodes');
  return items.flatMap(({ status }) =>
    status.addresses.filter(({ type }) => type === 'InternalIP').map(({ address }) => address),
  );
}
