import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { k8s } from 'cdk8s-plus-27';
import { BackendService } from '../../lib/backend-service/backend-service';
import { BackendServiceProps } from '../../lib/backend-service/model/props';
import { addRenderedFields } from '../../lib/construct/overrides';
import { FindingsError } from '../../lib/findings/findings-error';
import { environmentInspection, inspect, render } from '../../lib/synth/render';
import { rendered, attachedFindings } from '../rendered';
import { textsOf } from '../problem-text';

function findingsOf(build: (chart: Chart) => void): readonly string[] {
  try {
    rendered(build);
  } catch (error) {
    if (error instanceof FindingsError) return textsOf(error.findings);
    throw error;
  }
  return [];
}

const settings = (scope: Construct, id: string, data: object, name = id) =>
  new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });

test('gives the objects of all charts, nested ones too, in canonical form', () => {
  const app = new App();
  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  new k8s.KubeNamespace(shop, 'namespace', { metadata: { name: 'shop' } });
  const inner = new Chart(shop, 'inner', { namespace: 'inner' });
  new k8s.KubeConfigMap(inner, 'settings', { metadata: { name: 'settings', labels: {} }, data: {} });
  expect(render(app)).toEqual([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace: 'inner' } },
  ]);
});

test('resolves lazy values, once for each object', () => {
  let calls = 0;
  const produce = (): string => {
    calls += 1;
    return 'late';
  };
  const [manifest] = rendered((chart) => settings(chart, 'a', { value: Lazy.any({ produce }) as unknown }));
  expect([manifest?.data, calls]).toEqual([{ value: 'late' }, 1]);
});

test('gives the same order of keys when cdk8s does not sort', () => {
  const build = (chart: Chart) => settings(chart, 'a', { b: '1', name: '2', a: '3' });
  const sorted = JSON.stringify(rendered(build));
  process.env.CDK8S_DISABLE_SORT = '1';
  try {
    expect(JSON.stringify(rendered(build))).toBe(sorted);
  } finally {
    delete process.env.CDK8S_DISABLE_SORT;
  }
});

test('reports what constructs and rules found, all of it, with the construct of each', () => {
  const findings = findingsOf((chart) => {
    attachedFindings(chart).add('port', { code: 'out-of-range', want: 'must be 80', got: 81, write: 'write 80' });
    new k8s.KubeService(chart, 'service', {
      metadata: { name: 'web' },
      spec: { externalIPs: ['192.0.2.1'], ports: [{ port: 80 }] },
    });
    settings(chart, 'settings', { password: 'hunter2' });
  });
  expect(findings).toEqual([
    '[shop] port must be 80, got 81; write 80',
    '[shop/service] spec.externalIPs must be left out, for the owner of the addresses loses their traffic, got ["192.0.2.1"]; use a load balancer, whose addresses the cluster assigns (no-external-ips)',
    '[shop/settings] data["password"] must not hold a secret, got a literal value; put it into a Secret and refer to its key (no-plaintext-secret)',
  ]);
});

test('asks each validation once, however many charts there are', () => {
  let calls = 0;
  const app = new App();
  for (const id of ['a', 'b', 'c']) new Chart(app, id);
  app.node.addValidation({ validate: () => [`call ${(calls += 1)}`] });
  expect(textsOf(inspect(app).findings)).toEqual(['[app] call 1']);
});

test('reports an object that cannot be rendered with its path, and does not blame what it leaves open', () => {
  const findings = findingsOf((chart) => {
    new k8s.KubeService(chart, 'service', {
      metadata: { name: 'web' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
    });
    settings(chart, 'date', { now: new Date(0) });
    settings(chart, 'number', { share: NaN });
  });
  expect(findings).toEqual([
    "[shop/date] cannot be rendered: can't render non-simple object of type 'Date'",
    '[shop/number] cannot be rendered: data.share must be a string, a number, a boolean, a list or a map, got NaN',
  ]);
});

const backend = { image: 'docker.io/demo/api:1.2.3', port: 8080 } as const;

/** A backend with wrong props and with a finding of each rule that checks props again, by `override`. */
function overridden(props: Partial<BackendServiceProps>): readonly string[] {
  return findingsOf((chart) => {
    const containers = [{ name: 'api', resources: { requests: { cpu: '5' } }, ports: [{ containerPort: 0 }] }];
    const deployment = {
      metadata: { labels: { team: 'a b' } },
      spec: { template: { spec: { hostNetwork: true, containers } } },
    };
    const service = { spec: { selector: { app: 'other' } } };
    new BackendService(chart, 'api', { ...backend, ...props, overrides: { deployment, service } });
  });
}

test('finds the same in overrides, whatever else is wrong with the construct', () => {
  const alone = overridden({});
  expect(alone.map((finding) => /\((.*)\)$/.exec(finding)?.[1])).toEqual([
    'valid-labels',
    'require-restricted-pods',
    'valid-containers',
    'valid-ports',
    'no-dangling-selector',
  ]);
  for (const [wrong, finding] of [
    [
      { image: 'api' },
      '[shop/api] image has no tag, got "api"; write "repository:tag" or "repository:tag@sha256:<64 hexadecimal digits>"',
    ],
    [{ replicas: -1 }, '[shop/api] replicas must be an integer from 0, got -1; write 2'],
    [
      { labels: { tier: '-' } },
      '[shop/api] labels["tier"] must be at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, got "-"',
    ],
  ] as const) {
    expect(overridden(wrong)).toEqual([finding, ...alone]);
  }
});

test('finds what a JSON patch or another object under a construct with findings breaks', () => {
  const findings = findingsOf((chart) => {
    const { deployment } = new BackendService(chart, 'api', { ...backend, replicas: -1 });
    deployment.addJsonPatch(JsonPatch.add('/spec/template/spec/hostNetwork', true));
    settings(deployment, 'shell', { a: '1' }, 'Shell');
  });
  expect(findings).toEqual([
    '[shop/api] replicas must be an integer from 0, got -1; write 2',
    '[shop/api/deployment/shell] metadata.name must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "Shell"; write "shell" (valid-object-names)',
    '[shop/api/deployment] spec.template.spec must meet the Pod Security standard restricted, got hostNetwork: true; leave these out, or write the reason into the annotation cdk8s-backend/ignore.require-restricted-pods (require-restricted-pods)',
  ]);
});

test('reports a name and other props once, and not again for every object', () => {
  const findings = findingsOf((chart) => {
    new BackendService(chart, 'Api', { ...backend, port: 70000, runAsUser: 0, resources: { requests: { cpu: '2' } } });
  });
  expect(findings).toEqual([
    '[shop/Api] port must be an integer from 1 to 65535, got 70000; write 65535',
    '[shop/Api] runAsUser must be an integer from 1, got 0; write 1',
    '[shop/Api] id must be a DNS label that begins with a letter: lower-case letters, digits and "-", got "Api"; write "api"',
    '[shop/Api] resources.requests.cpu must not be above the limit "1", got "2"; raise the limit or lower the request',
  ]);
});

test('checks the objects that it can render beside one that it cannot, and compares none with those that it lacks', () => {
  const findings = findingsOf((chart) => {
    settings(chart, 'date', { now: new Date(0) });
    settings(chart, 'settings', { password: 'hunter2' });
    settings(chart, 'again', { color: 'blue' }, 'settings');
  });
  expect(findings).toEqual([
    "[shop/date] cannot be rendered: can't render non-simple object of type 'Date'",
    '[shop/settings] data["password"] must not hold a secret, got a literal value; put it into a Secret and refer to its key (no-plaintext-secret)',
  ]);
});

test('says of an override that cannot be rendered why, beside the findings of the props', () => {
  const findings = findingsOf((chart) => {
    const { service } = new BackendService(chart, 'api', { ...backend, replicas: -1 });
    addRenderedFields(service, { spec: { sessionAffinity: new Date(0) } });
  });
  expect(findings).toEqual([
    '[shop/api] replicas must be an integer from 0, got -1; write 2',
    '[shop/api/service] fields.spec.sessionAffinity must be plain data, got a Date; write its text',
  ]);
});

test.each([undefined, null, 'app', {}])('refuses to render %p', (root) => {
  expect(() => render(root as never)).toThrow(FindingsError);
});

const finding = { path: 'shop/db', code: 'unknown-reference', want: 'has no key "a"' };

function inspected(build: (app: App) => undefined, allowEmpty = false) {
  return environmentInspection({ name: 'staging', build }, { outdir: 'dist', withStack: false, allowEmpty });
}

test('renders the objects that the environment builds', () => {
  const { manifests, findings } = inspected((app) => {
    const chart = new Chart(app, 'shop', { namespace: 'shop' });
    new k8s.KubeConfigMap(chart, 'settings', { metadata: { name: 'settings' }, data: { a: 'b' } });
    return undefined;
  });
  expect([manifests.map(({ kind }) => kind), findings]).toEqual([['ConfigMap'], []]);
});

test('takes findings that are thrown as they are', () => {
  const broken = inspected(() => {
    throw new FindingsError([finding]);
  });
  expect(broken).toEqual({ manifests: [], findings: [finding] });
});

test('reports an environment without objects, unless it may be empty', () => {
  expect(textsOf(inspected(() => undefined).findings)).toEqual([
    '[staging] renders no object, got an app without charts; put some in, or say --allow-empty to remove all files of the environment',
  ]);
  expect(inspected(() => undefined, true)).toMatchObject({ manifests: [], findings: [] });
});

test('leaves notes out, also those of rules that find errors', () => {
  const found = findingsOf((chart) => {
    new BackendService(chart, 'api', { image: 'api:1', port: 8080, replicas: { min: 2, max: 9 } });
    new k8s.KubeResourceQuota(chart, 'quota', {
      metadata: { name: 'quota' },
      spec: { hard: { pods: k8s.Quantity.fromNumber(5) } },
    });
  });
  expect(found).toEqual([]);
});
