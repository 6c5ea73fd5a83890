import { CertificateAuthority } from '../__tests__/certificate-authority';
import { IngressProps } from '../lib';
import { storyWithAddOns } from './add-ons';
import { ask, startClient, stopClient } from './client';
import { story } from './evidence';
import { apply, applyObjects, backend, podsOf, removeNamespace, settled } from './fixtures/backends';
import { kubectl, run, waitFor } from './kubectl';
import { bothWays, failuresOf, printRows, startLoadPod, stopLoadPod, underLoad } from './load';

const namespace = 'backend-routes';
const step = story(namespace);
// The name by which the cluster's own DNS knows the controller is the host, so that every client can ask for it.
const host = 'traefik.traefik.svc.cluster.local';
const gateway = { name: 'traefik', namespace: 'traefik' };
const ingressFrom = [{ namespaceName: 'traefik' }];
const env = { START_SECONDS: '1' };

storyWithAddOns('routes of a real controller', ['traefik'], () => {
  const authority = new CertificateAuthority();

  afterAll(async () => {
    await Promise.all([stopLoadPod(), stopClient(), removeNamespace(namespace)]);
  }, 150_000);

  step('leads the hosts and the paths of an HTTPRoute to the pods, and no others', async () => {
    await Promise.all([startClient(), startLoadPod()]);
    await apply(namespace, (chart) => {
      backend(chart, 'web', { replicas: 3, env, ingressFrom, httpRoute: { hosts: [host], gateway } });
      backend(chart, 'api', { ingressFrom, httpRoute: { hosts: [host], paths: ['/api'], gateway } });
    });
    await settled(namespace, 'web', 'api');
    const of = (pods: readonly string[], body: unknown) => pods.includes(String(body));
    const [web, api] = await Promise.all(['web', 'api'].map((name) => podNames(name)));
    const paths = ['/', '/apis', '/api', '/api/users'];
    const bodies = await waitFor('the controller to have the routes', 60, async () => {
      const answers = await ask(...paths.map((path) => ({ url: `http://${host}${path}` })));
      return answers.every(({ status }) => status === 200) ? answers.map(({ body }) => body) : undefined;
    });
    expect(bodies.map((body) => (of(web ?? [], body) ? 'web' : of(api ?? [], body) ? 'api' : body))).toEqual([
      'web',
      'web',
      'api',
      'api',
    ]);
    const [other] = await ask({ url: 'http://traefik.traefik.svc/' });
    expect(other?.status).toBe(404);
  });

  step('lets in the pods of the controller, and no other', async () => {
    await expect(ask({ url: `http://web.${namespace}/` })).rejects.toThrow('no answer in 5 s');
  });

  step(
    'loses no request at 200 a second in an update, and while its nodes are drained',
    async () => {
      const results = await underLoad(bothWays(`http://${host}/`, 200), async () => {
        await kubectl(`-n ${namespace} set env deployment/web RELEASE=2`);
        await settled(namespace, 'web');
        const nodes = new Set((await podsOf(namespace, 'web')).map(({ spec }) => spec.nodeName));
        for (const node of nodes) {
          const own = `--pod-selector=app=web --ignore-daemonsets --delete-emptydir-data --timeout=100s`;
          await kubectl(`drain ${node} ${own}`);
          await kubectl(`uncordon ${node}`);
        }
      });
      printRows('update and drains behind a Gateway', results);
      expect(failuresOf(results)).toEqual([]);
    },
    400,
  );

  step('ends TLS at an Ingress with the certificate of its Secret', async () => {
    const { certificate, key } = authority.issue({ names: [host] });
    const stringData = { 'tls.crt': certificate, 'tls.key': key };
    const metadata = { name: 'web-tls', namespace };
    await applyObjects([{ apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/tls', metadata, stringData }]);
    await withIngress({ platform: 'traefik', host, tls: { secretName: 'web-tls' } });
    await waitFor('an answer by TLS', 60, async () =>
      (await https(authority.certificate)) === 200 ? true : undefined,
    );
  });

  step('ends TLS with the certificate of the controller where TLS is left to the load balancer', async () => {
    await withIngress({ platform: 'traefik', host, tls: 'load balancer' });
    await expect(
      waitFor('an answer by TLS', 10, async () => ((await https(authority.certificate)) === 200 ? true : undefined)),
    ).rejects.toThrow('self-signed certificate');
    await waitFor('an answer by TLS', 60, async () => ((await https()) === 200 ? true : undefined));
  });

  async function withIngress(ingress: IngressProps): Promise<void> {
    await apply(namespace, (chart) => {
      backend(chart, 'web', { replicas: 3, env: { ...env, RELEASE: '2' }, ingressFrom, ingress });
    });
    await settled(namespace, 'web');
  }
});

async function podNames(name: string): Promise<string[]> {
  return (await podsOf(namespace, name)).map(({ metadata }) => metadata.name);
}

/** The status of an answer by TLS, whose certificate must be of the authority, or may be any. Throws with the connection's error. */
async function https(authority?: string): Promise<number> {
  const program = `
    const [host, ca] = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
    const options = ca === undefined || ca === null ? { rejectUnauthorized: false } : { ca };
    require('node:https').get('https://' + host + '/', options, ({ statusCode }) => { console.log(statusCode); process.exit(0); })
      .on('error', (error) => { console.error(error.message); process.exit(1); });`;
  const client = ['-n', 'user-admin-e2e', 'exec', '-i', 'client', '--', 'node', '-e', program];
  const { code, stdout, stderr } = await run('kubectl', client, { input: JSON.stringify([host, authority]) });
  if (code !== 0) throw new Error(stderr);
  return Number(stdout);
}
