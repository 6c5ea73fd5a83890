import { ClusterDns } from '../lib';
import { addresses, DnsForwarder, removeOpenshiftDns, startOpenshiftDns } from './dns-servers';
import { story } from './evidence';
import { apply, backend, settled } from './fixtures/backends';
import { visit } from './fixtures/visits';
import { waitFor } from './kubectl';
import { MongoSet } from './mongo-set';
import { removeNamespace } from './namespaces';
import { longStory, skipped } from './tiers';

const cluster = process.env['CLUSTER'];
const namespace = 'dns-forms';
const kubeDns = '10.96.0.10';

type Server = keyof typeof addresses | 'kubeDns' | 'openshift';

/** Settings, and a server of the clusters that each stands for; last, servers that a setting shuts out. */
const forms: Readonly<
  Record<string, { readonly dns?: ClusterDns; readonly server: Server; readonly isLetOut?: false }>
> = {
  'default-kube-dns': { server: 'kubeDns' },
  'default-openshift': { server: 'openshift' },
  'default-cache': { server: 'cache' },
  'default-cloud': { server: 'cloud' },
  'default-unlabelled': { server: 'unlabelled' },
  'kube-dns': { dns: 'kube-dns', server: 'kubeDns' },
  openshift: { dns: 'openshift', server: 'openshift' },
  'node-local': { dns: 'node-local', server: 'cache' },
  'node-local-unlabelled': { dns: 'node-local', server: 'unlabelled' },
  gke: { dns: 'gke', server: 'cloud' },
  peers: { dns: { peers: [{ namespaceName: 'openshift-dns' }], ports: [5353] }, server: 'openshift' },
  address: { dns: { peers: [{ cidr: `${addresses.unlabelled}/32` }] }, server: 'unlabelled' },
  'kube-dns-with-cache': { dns: 'kube-dns', server: 'cache', isLetOut: false },
  'openshift-with-kube-dns': { dns: 'openshift', server: 'kubeDns', isLetOut: false },
};

const title = 'the DNS of clusters of many kinds';
if (cluster === undefined) skipped('needs CLUSTER, whose network gets the servers')(title);
else
  longStory(
    title,
    () => {
      tell(cluster);
    },
    2,
  );

function tell(program: string): void {
  const step = story(namespace);
  const forwarder = new DnsForwarder(program);
  const servers: Record<Server, string> = { ...addresses, kubeDns, openshift: '' };
  const sets: MongoSet[] = [];

  beforeAll(async () => {
    await forwarder.start();
    servers.openshift = await startOpenshiftDns();
  }, 180_000);

  afterAll(async () => {
    await Promise.all([removeNamespace(namespace), ...sets.map(({ namespace: own }) => removeNamespace(own))]);
    await removeOpenshiftDns();
    await forwarder.stop();
  }, 300_000);

  step('is asked by backends under every setting that stands for it, and under no other', async () => {
    await apply(namespace, (chart) => {
      for (const [name, { dns, server }] of Object.entries(forms)) {
        const deployment = { spec: { template: { spec: asking(servers[server], namespace) } } };
        backend(chart, name, { dns, replicas: 1, minReadySeconds: 0, overrides: { deployment } });
      }
    });
    await settled(namespace, ...Object.keys(forms));
    for (const [name, { isLetOut = true }] of Object.entries(forms)) {
      const expected = isLetOut ? 'ENOTFOUND' : 'no connection';
      await waitFor(`${expected} in ${name}`, 30, async () => {
        const outcome = await visit({ namespace, pod: `deployment/${name}` }, 'http://absent/');
        if (outcome === expected) return true;
        throw new Error(outcome);
      });
    }
  });

  step(
    'finds the members of a set under the default, and under a setting of its own',
    async () => {
      const asked: readonly (readonly [string, ClusterDns | undefined, Server])[] = [
        ['default', undefined, 'unlabelled'],
        ['kube-dns', 'kube-dns', 'kubeDns'],
        ['openshift', 'openshift', 'openshift'],
        ['node-local', 'node-local', 'cache'],
      ];
      for (const [name, dns, server] of asked) {
        const own = `dns-set-${name}`;
        const statefulSet = { spec: { template: { spec: asking(servers[server], own) } } };
        const set = new MongoSet(own, { members: 1, dns, overrides: { statefulSet } });
        sets.push(set);
        await set.makeSecrets();
        await set.apply();
      }
      for (const set of sets)
        await waitFor(`the member of ${set.namespace}`, 180, async () => (await set.isReady('mongo-0')) || undefined);
    },
    400,
  );
}

/** What has pods ask one server alone, and soon give up. */
function asking(nameserver: string, inNamespace: string): object {
  const searches = [`${inNamespace}.svc.cluster.local`, 'svc.cluster.local', 'cluster.local'];
  const options = [{ $patch: 'replace' }, { name: 'timeout', value: '1' }, { name: 'attempts', value: '2' }];
  return { dnsPolicy: 'None', dnsConfig: { nameservers: [nameserver], searches, options } };
}
