import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CertificateAuthority } from '../__tests__/certificate-authority';
import { storyWithAddOns } from './add-ons';
import { Answer, ask, Request, startClient, stopClient } from './client';
import { repository } from './environment';
import { story } from './evidence';
import { finishAll } from './finish-all';
import { apply, applyObjects, backend, podsOf, settled } from './fixtures/backends';
import { kubectl, waitFor } from './kubectl';
import { bothWays, failuresOf, printRows, startLoadPod, stopLoadPod, underLoad } from './load';
import { endNamespace } from './namespaces';
import { inLongRuns } from './tiers';

const namespace = 'backend-routes';
const step = story(namespace);
const longStep = inLongRuns(step);
// The name by which the cluster's own DNS knows the controller. It is a host of the routes too, for the load generator asks for no other.
const controller = 'traefik.traefik.svc.cluster.local';
const shop = 'shop.example.com';
const gateway = { name: 'traefik', namespace: 'traefik' };
const common = { replicas: 1, ingressFrom: [{ namespaceName: 'traefik' }], minReadySeconds: 2 };

// A Gateway of the same controller, for the hosts inside of a company.
const internalGateway = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'internal', namespace },
  spec: {
    gatewayClassName: 'traefik',
    listeners: [{ name: 'web', protocol: 'HTTP', port: 8000, hostname: '*.internal.example.com' }],
  },
};

// The service that answers a path: a prefix ends at a slash, and an exact path has nothing below it.
const answers = {
  '/': 'web',
  '/apis': 'web',
  '/api': 'api',
  '/api/': 'api',
  '/api/users?page=2': 'api',
  '/exact-path': 'exact',
  '/exact-path/more': 'web',
};
const strict = '--providers.kubernetesingress.strictprefixmatching=true';

storyWithAddOns('routes of a real controller', ['traefik'], () => {
  const authority = new CertificateAuthority();
  const ofIngress = { url: `https://${controller}`, host: shop, authority: authority.certificate };

  afterAll(() => finishAll(stopLoadPod(), stopClient(), endNamespace(namespace)), 150_000);

  step(
    'leads the hosts and the paths of an HTTPRoute to the pods, and no others',
    async () => {
      const { certificate, key } = authority.issue({ names: [shop] });
      const stringData = { 'tls.crt': certificate, 'tls.key': key };
      const metadata = { name: 'shop-tls', namespace };
      await Promise.all([startClient(), startLoadPod(), applyServices()]);
      await applyObjects([
        { apiVersion: 'v1', kind: 'Secret', type: 'kubernetes.io/tls', metadata, stringData },
        internalGateway,
      ]);
      await settled(namespace, 'web', 'api', 'exact', 'own', 'behind', 'grpc');
      for (const host of [shop, controller]) await expectAnswers({ url: `http://${controller}`, host }, answers);
      const [other] = await ask({ url: `http://${controller}/`, host: 'other.example.com' });
      expect(other?.status).toBe(404);
    },
    400,
  );

  step('leads the host and the paths of an Ingress to the pods, by TLS alone', async () => {
    await expectAnswers(ofIngress, { ...answers, '/apis': 'api' });
    await expectAnswers({ url: `https://${controller}`, host: 'own.example.com' }, { '/': 'own' });
    const [plain] = await ask({ url: `http://${controller}/`, host: 'own.example.com' });
    expect(plain?.status).toBe(404);
    await expect(
      ask({ url: `https://${controller}/`, host: 'own.example.com', authority: authority.certificate }),
    ).rejects.toThrow('self-signed certificate');
  });

  step('answers plain requests where TLS ended before the controller', async () => {
    await expectAnswers({ url: `http://${controller}`, host: 'behind.example.com' }, { '/': 'behind' });
  });

  step('lets in the pods of the controller, and no other', async () => {
    await expect(ask({ url: `http://web.${namespace}/` })).rejects.toThrow('no answer in 5 s');
  });

  step('redirects, and divides requests by weight', async () => {
    const at = (path: string): Request => ({ url: `http://${controller}${path}`, host: 'more.example.com' });
    await waitFor('the redirect', 60, async () => {
      const [redirected] = await ask(at('/old'));
      expect(redirected).toMatchObject({ status: 301, location: `https://${shop}/old` });
      return true;
    });
    const names = (await ask(...Array.from({ length: 40 }, () => at('/weighted')))).map(serviceOf);
    const [web, api] = ['web', 'api'].map((service) => names.filter((name) => name === service).length);
    expect(web).toBeGreaterThan(25);
    expect(api).toBeGreaterThan(5);
    expect(names.filter((name) => !['web', 'api'].includes(name))).toEqual([]);
  });

  step('changes paths and headers by the filters of a route', async () => {
    const at = (path: string): Request => ({ url: `http://${controller}${path}`, host: 'filters.example.com' });
    await waitFor('the filters', 60, async () => {
      const [rewritten, other] = await ask(at('/v2/metrics'), at('/'));
      expect([rewritten?.status, rewritten?.body, rewritten?.pod]).toEqual([200, 'pods 1\n', 'rewritten']);
      expect(other?.status).toBe(404);
      return true;
    });
  });

  step('leads hosts with paths of their own, each by its Gateway', async () => {
    const url = `http://${controller}`;
    await expectAnswers({ url, host: 'first.example.com' }, { '/first': 'api' });
    await expectAnswers({ url, host: 'api.internal.example.com' }, { '/internal/page': 'api' });
    const others = await ask(
      { url: `${url}/internal`, host: 'first.example.com' },
      { url: `${url}/first`, host: 'api.internal.example.com' },
    );
    expect(others.map(({ status }) => status)).toEqual([404, 404]);
  });

  step('leads several hosts of one Ingress, and requests of no other host to the default backend', async () => {
    await expectAnswers({ url: `https://${controller}`, host: 'further.example.com' }, { '/further/page': 'api' });
    const [beside] = await ask({ url: `https://${controller}/beside`, host: 'further.example.com' });
    await expectAnswers({ url: `https://${controller}`, host: 'unknown.example.com' }, { '/any': 'behind' });
    expect(serviceOf(beside)).toBe('behind');
  });

  step('answers no request for the metrics from outside', async () => {
    await expectAnswers(
      { url: `http://${controller}`, host: 'metrics.example.com' },
      { '/': 'exact', '/metric': 'exact' },
    );
    const paths = ['/metrics', '/metrics/', '/metrics?a=b'];
    const answers = await ask(
      ...paths.map((path) => ({ url: `http://${controller}${path}`, host: 'metrics.example.com' })),
    );
    expect(answers.map(({ status }) => status)).toEqual([500, 500, 500]);
  });

  step('leads calls of gRPC to the pods by HTTP/2, with the metadata of a filter', async () => {
    const call = (path: string): Request => ({
      url: `http://${controller}${path}`,
      host: 'grpc.example.com',
      grpc: true,
    });
    await waitFor('the GRPCRoute', 60, async () => {
      const [get, other] = await ask(call('/shop.v1.Orders/Get'), call('/shop.v1.Other/Get'));
      expect(String(get?.body)).toMatch(/^grpc-.* of shop$/);
      expect(other?.status).toBe(404);
      return true;
    });
    const protocol = await kubectl(`-n ${namespace} get service grpc -o jsonpath={.spec.ports[0].appProtocol}`);
    expect(protocol).toBe('kubernetes.io/h2c');
  });

  // The guide has the command that tells it beforehand.
  step('ends no request after the time of its HTTPRoute, as its GatewayClass says', async () => {
    const features = await kubectl('get gatewayclass traefik -o jsonpath={.status.supportedFeatures[*].name}');
    expect(features.split(' ')).toContain('HTTPRouteSchemeRedirect');
    expect(features.split(' ')).not.toContain('HTTPRouteRequestTimeout');
    await expectAnswers({ url: `http://${controller}`, host: 'late.example.com' }, { '/': 'own' });
    const [late] = await ask({ url: `http://${controller}/work`, host: 'late.example.com' });
    expect([late?.status, serviceOf(late)]).toEqual([200, 'own']);
  });

  longStep('compares the parts of an Ingress path as a whole, with the argument that the guide names', async () => {
    expect(readFileSync(join(repository, 'docs/backend-service.md'), 'utf8')).toContain(`\`${strict}\``);
    const argument = { op: 'add', path: '/spec/template/spec/containers/0/args/-', value: strict };
    await kubectl(`-n traefik patch deployment/traefik --type=json -p ${JSON.stringify([argument])}`);
    await kubectl('-n traefik rollout status deployment/traefik --timeout=60s');
    await expectAnswers(ofIngress, answers);
  });

  longStep('loses no request at 200 a second in an update', async () => {
    const results = await underLoad(bothWays(`http://${controller}/`, 200), async () => {
      await kubectl(`-n ${namespace} set env deployment/web RELEASE=2`);
      await settled(namespace, 'web');
    });
    printRows('update behind a Gateway', results);
    expect(failuresOf(results)).toEqual([]);
  });

  longStep(
    'loses no request at 200 a second while its nodes are drained',
    async () => {
      const results = await underLoad(bothWays(`http://${controller}/`, 200), async () => {
        const nodes = new Set((await podsOf(namespace, 'web')).map(({ spec }) => spec.nodeName));
        for (const node of nodes) {
          const own = `--pod-selector=app=web --ignore-daemonsets --delete-emptydir-data --timeout=100s`;
          try {
            await kubectl(`drain ${node} ${own}`);
          } finally {
            await kubectl(`uncordon ${node}`);
          }
        }
      });
      printRows('drains behind a Gateway', results);
      expect(failuresOf(results)).toEqual([]);
    },
    400,
  );
});

/** Asks for each path until the service that it belongs to answers, and no other. */
async function expectAnswers({ url, ...request }: Request, expected: Readonly<Record<string, string>>): Promise<void> {
  const paths = Object.keys(expected);
  await waitFor(`the controller to answer for ${request.host ?? url}`, 60, async () => {
    const given = await ask(...paths.map((path) => ({ url: `${url}${path}`, ...request })));
    expect(Object.fromEntries(paths.map((path, index) => [path, serviceOf(given[index])]))).toEqual(expected);
    return true;
  });
}

/** The service whose pod answered, for each answers with its name. */
function serviceOf(answer: Answer | undefined): string {
  return String(answer?.body).replace(/(-[^-]+){2}$/, '');
}

async function applyServices(): Promise<void> {
  await apply(namespace, (chart) => {
    const route = (...paths: [string]) => ({ hosts: [shop, controller], paths, gateway }) as const;
    const ingress = (...paths: [string]) =>
      ({ platform: 'traefik', host: shop, paths, tls: { secretName: 'shop-tls' } }) as const;
    const api = backend(chart, 'api', {
      ...common,
      httpRoute: [
        route('/api'),
        { name: 'first', hosts: ['first.example.com'], paths: ['/first'], gateway: { ...gateway, sectionName: 'web' } },
        {
          name: 'internal',
          hosts: ['api.internal.example.com', 'first.example.com'],
          paths: ['/internal'],
          gateway: { name: 'internal' },
        },
        {
          name: 'filters',
          hosts: ['filters.example.com'],
          paths: ['/v2'],
          gateway,
          filters: {
            urlRewrite: { path: { replacePrefixMatch: '/' } },
            responseHeaderModifier: { set: { 'x-pod': 'rewritten' } },
          },
        },
      ],
      ingress: { ...ingress('/api'), rules: [{ host: 'further.example.com', paths: ['/further'] }] },
    });
    const more = { hosts: ['more.example.com'], gateway } as const;
    const requestRedirect = { scheme: 'https', hostname: shop, statusCode: 301 } as const;
    backend(chart, 'web', {
      ...common,
      replicas: 3,
      env: { START_SECONDS: '1' },
      httpRoute: [
        route('/'),
        { ...more, name: 'old', paths: ['/old'], filters: { requestRedirect } },
        { ...more, name: 'weighted', paths: ['/weighted'], weight: 3, backendRefs: [{ ...api.backendRef, weight: 1 }] },
      ],
      ingress: ingress('/'),
    });
    backend(chart, 'exact', {
      ...common,
      metrics: { kind: 'annotations' },
      httpRoute: [
        { ...route('/'), paths: [{ type: 'Exact', value: '/exact-path' }] },
        { name: 'all', hosts: ['metrics.example.com'], gateway },
      ],
      ingress: { ...ingress('/'), paths: [{ path: '/exact-path', pathType: 'Exact' }] },
    });
    backend(chart, 'own', {
      ...common,
      env: { BURN_MILLISECONDS: '1500' },
      httpRoute: { hosts: ['late.example.com'], gateway, timeoutSeconds: 1 },
      ingress: { platform: 'traefik', host: 'own.example.com', tls: 'load balancer' },
      // Without it, the pods of the controller come in by the platform's own default.
      ingressFrom: undefined,
    });
    backend(chart, 'behind', {
      ...common,
      ingressFrom: undefined,
      ingress: [
        { platform: 'traefik', host: 'behind.example.com', tls: 'load balancer' },
        { name: 'default', platform: 'traefik', host: '*', tls: { secretName: 'shop-tls' } },
      ],
      overrides: { ingress: tlsBefore },
    });
    backend(chart, 'grpc', {
      ...common,
      files: { '/srv/app/server.js': { from: join(__dirname, 'fixtures/grpc-server.js') } },
      health: { ready: { tcp: 'http' } },
      grpcRoute: {
        hosts: ['grpc.example.com'],
        gateway,
        methods: ['shop.v1.Orders'],
        filters: { requestHeaderModifier: { set: { 'x-team': 'shop' } } },
      },
    });
  });
}

const tlsBefore = {
  metadata: {
    annotations: {
      'traefik.ingress.kubernetes.io/router.entrypoints': 'web',
      'traefik.ingress.kubernetes.io/router.tls': null,
    },
  },
  spec: { tls: null },
};
