import { KubernetesManifest } from '../lib/manifests/manifest';
import { checkManifests } from '../lib/checks/check-manifests';
import { rules } from '../lib/checks/rules';
import { scheduleProblem } from '../lib/kubernetes/schedule';
import { quantity, cpuProblem } from '../lib/kubernetes/quantity';
import { suiteApiServer } from './fixtures/api-server';
import { run } from './kubectl';
import { endNamespace, makeNamespace } from './namespaces';

const namespace = 'manifest-acceptance';

beforeAll(() => makeNamespace(namespace));
afterAll(() => endNamespace(namespace));

const server = suiteApiServer();

const template = {
  metadata: { labels: { app: 'web' } },
  spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'docker.io/library/busybox:1.36' }] },
};
const lasting = { ...template, spec: { ...template.spec, restartPolicy: 'Always' } };
const selector = { matchLabels: { app: 'web' } };

function manifest(apiVersion: string, kind: string, name: string, fields: object): KubernetesManifest {
  return { apiVersion, kind, metadata: { name, namespace }, ...fields };
}

function pod(resources: object): KubernetesManifest {
  return manifest('v1', 'Pod', 'web', { spec: { containers: [{ ...template.spec.containers[0], resources }] } });
}

function cronJob(schedule: string, name = 'web'): KubernetesManifest {
  return manifest('batch/v1', 'CronJob', name, { spec: { schedule, jobTemplate: { spec: { template } } } });
}

async function isAccepted(object: KubernetesManifest): Promise<boolean> {
  return (await server.refusal(object)) === undefined;
}

async function isApplied(object: KubernetesManifest, ...options: readonly string[]): Promise<boolean> {
  const args = ['apply', ...options, '-f', '-'];
  const { code } = await run('kubectl', args, { input: JSON.stringify(object), seconds: 60 });
  return code === 0;
}

test.each(['.5', '5.', '+1', '1e3', '1E3', '1e-1', '007', '1_000', '1K', '1e', '0x10', '1e3Ki', '1,5', '--1'])(
  'reads the quantity %s as the API server does, and writes one that it takes',
  async (cpu) => {
    const isGood = cpuProblem(cpu) === undefined;
    expect(await isAccepted(pod({ limits: { cpu } }))).toBe(isGood);
    if (isGood) expect(await isAccepted(pod({ limits: { cpu: quantity(cpu) } }))).toBe(true);
  },
);

test.each([
  ...['@every 1h', '@every 1.5h', '@daily', '?/5 * * * *', '*-5 * * * *', '0 0 * * SUN-MON', '* * * jan,FEB *'],
  ...['0 0 * * 7', '@every 1d', '@every', '@Daily', '@daily ', '0 0 * * MON-SUN', '0 0 L * *', '*/5-10 * * * *'],
])('reads the schedule %j as the API server does', async (schedule) => {
  expect(await isAccepted(cronJob(schedule))).toBe(scheduleProblem(schedule) === undefined);
});

test.each<[kind: string, apiVersion: string, fields: object]>([
  ['Deployment', 'apps/v1', { spec: { selector, template: lasting } }],
  ['DaemonSet', 'apps/v1', { spec: { selector, template: lasting } }],
  ['StatefulSet', 'apps/v1', { spec: { selector, template: lasting, serviceName: 'web' } }],
  ['Job', 'batch/v1', { spec: { template } }],
  ['CronJob', 'batch/v1', { spec: cronJob('* * * * *')['spec'] as object }],
  ['Service', 'v1', { spec: { ports: [{ port: 80 }] } }],
  ['ConfigMap', 'v1', {}],
  ['PodDisruptionBudget', 'policy/v1', { spec: { selector, maxUnavailable: 1 } }],
  ['Role', 'rbac.authorization.k8s.io/v1', {}],
])(
  'judges the names of a %s as the API server does',
  async (kind, apiVersion, fields) => {
    const names = ['a.b', 'x'.repeat(52), 'x'.repeat(53), 'x'.repeat(64), 'a_b', 'a.-b'];
    const checked = rules.filter(({ id }) => id === 'valid-object-names');
    for (const name of names) {
      const object = manifest(apiVersion, kind, name, fields);
      const isGood = checkManifests([object], checked).length === 0;
      // The pods of a StatefulSet of 53 characters are refused, the StatefulSet is not.
      const isLate = kind === 'StatefulSet' && name.length === 53;
      expect([name, await isAccepted(object)]).toEqual([name, isGood || isLate]);
    }
  },
  60_000,
);

test.each(['x', 'ä', '"', '<', '\u0001', '😀'])(
  'counts the bytes of %j as kubectl apply does, to the last one',
  async (character) => {
    const checked = rules.filter(({ id }) => id === 'valid-object-size');
    const config = (count: number): KubernetesManifest =>
      manifest('v1', 'ConfigMap', 'large', { data: { a: character.repeat(count) } });
    const fits = (count: number): boolean => checkManifests([config(count)], checked).length === 0;
    let [least, most] = [0, 300_000];
    while (most - least > 1) {
      const middle = Math.floor((least + most) / 2);
      if (fits(middle)) least = middle;
      else most = middle;
    }
    expect(await isApplied(config(least))).toBe(true);
    expect(await isApplied(config(most))).toBe(false);
    expect(await isApplied(config(most), '--server-side', '--force-conflicts')).toBe(true);
  },
  60_000,
);
