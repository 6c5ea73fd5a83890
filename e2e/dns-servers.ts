import { ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { applyObjects } from './fixtures/backends';
import { get, kubectl, run } from './kubectl';
import { removeNamespace } from './namespaces';

/** Where a node's DNS cache answers, a cloud's DNS, and a cache that no label selects in a private network. */
export const addresses = { cache: '169.254.20.10', cloud: '169.254.169.254', unlabelled: '172.30.0.1' } as const;

/** A forwarder to kube-dns outside of the pod network, where a NetworkPolicy knows it by its address alone. */
export class DnsForwarder {
  #process: ChildProcess | undefined;

  constructor(readonly cluster: string) {}

  async start(): Promise<void> {
    for (const address of [addresses.cache, addresses.cloud])
      await run(this.cluster, ['exec', 'ip', 'addr', 'add', `${address}/32`, 'dev', 'lo']);
    const program = join(__dirname, 'fixtures', 'dns-forwarder.js');
    const args = ['exec', process.execPath, program, '10.96.0.10', ...Object.values(addresses)];
    this.#process = spawn(this.cluster, args, { stdio: 'ignore' });
  }

  async stop(): Promise<void> {
    this.#process?.kill();
    for (const address of [addresses.cache, addresses.cloud])
      await run(this.cluster, ['exec', 'ip', 'addr', 'del', `${address}/32`, 'dev', 'lo']);
  }
}

/**
 * CoreDNS as OpenShift has it: its namespace, its label, its port 5353 behind the Service's 53, with the program and the rights of the
 * cluster's own. Gives the Service's address.
 */
export async function startOpenshiftDns(): Promise<string> {
  const namespace = 'openshift-dns';
  const labels = { 'dns.operator.openshift.io/daemonset-dns': 'default' };
  const own = await get<{ spec: { template: { spec: { containers: readonly { image: string }[] } } } }>(
    '-n kube-system deployment coredns',
  );
  const corefile =
    'cluster.local:5353 {\n  errors\n  ready\n  kubernetes cluster.local\n}\n.:5353 {\n  errors\n  template ANY ANY . {\n    rcode NXDOMAIN\n  }\n}\n';
  const metadata = { name: 'dns-default', namespace, labels };
  const ports = ['UDP', 'TCP'].map((protocol) => ({
    name: `dns-${protocol.toLowerCase()}`,
    protocol,
    port: 53,
    targetPort: 5353,
  }));
  await applyObjects([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'dns', namespace } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: namespace },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:coredns' },
      subjects: [{ kind: 'ServiceAccount', name: 'dns', namespace }],
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { Corefile: corefile } },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            serviceAccountName: 'dns',
            dnsPolicy: 'Default',
            containers: [
              {
                name: 'dns',
                image: own.spec.template.spec.containers[0]?.image,
                args: ['-conf', '/etc/coredns/Corefile'],
                readinessProbe: { httpGet: { path: '/ready', port: 8181 }, periodSeconds: 1 },
                volumeMounts: [{ name: 'config', mountPath: '/etc/coredns', readOnly: true }],
              },
            ],
            volumes: [{ name: 'config', configMap: { name: 'dns-default' } }],
          },
        },
      },
    },
  ]);
  await kubectl(`-n ${namespace} rollout status deployment/dns-default --timeout=120s`, { seconds: 130 });
  return kubectl(`-n ${namespace} get service dns-default -o jsonpath={.spec.clusterIP}`);
}

/** Takes `startOpenshiftDns` back. */
export async function removeOpenshiftDns(): Promise<void> {
  await removeNamespace('openshift-dns');
  await kubectl('delete clusterrolebinding openshift-dns --ignore-not-found');
}
