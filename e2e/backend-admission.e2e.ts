import { k8s } from 'cdk8s-plus-27';
import { SecretRef } from '../lib';
import { story } from './evidence';
import { apply, backend, nodeImage, restarts, serverFile, settled } from './fixtures/backends';
import { kubectl, run } from './kubectl';
import { endNamespace, makeNamespace } from './namespaces';

const namespace = 'backend-admission';
const step = story(namespace);

// Ends with 0 if the container has everything that the props say, and none of the rights that they do not.
const inspection = `
const fs = require('node:fs');
const assert = require('node:assert/strict');
const { MODE, TOKEN, ALL_token, POD, NODE_OPTIONS } = process.env;
assert.deepEqual({ MODE, TOKEN, ALL_token }, { MODE: 'test', TOKEN: ALL_token, ALL_token: TOKEN });
assert.equal(fs.readFileSync('/etc/app/greeting.txt', 'utf8'), 'hello');
assert.equal(fs.readFileSync('/etc/app-secret/token', 'utf8'), TOKEN);
assert.equal(fs.readFileSync('/etc/credential/token', 'utf8'), TOKEN);
assert.equal(fs.readFileSync('/etc/settings/mode', 'utf8'), 'test');
assert.ok(TOKEN.length > 0 && POD.length > 0);
assert.match(NODE_OPTIONS, /--max-old-space-size=\\d+/);
for (const folder of ['/tmp', '/var/cache/app', '/dev/shm']) fs.writeFileSync(folder + '/written', 'yes');
assert.throws(() => fs.writeFileSync('/srv/written', 'no'), { code: 'EROFS' });
assert.equal(process.getuid(), 10001);
console.log('as stated');
`;

afterAll(() => endNamespace(namespace));

step('is admitted with every option into a namespace that enforces Pod Security restricted', async () => {
  await makeNamespace(namespace);
  await kubectl(`-n ${namespace} create secret generic credential --from-literal=token=${Math.random()}`);
  await apply(namespace, (chart) => {
    const credential = new SecretRef(chart, 'credential', { keys: ['token'] });
    new k8s.KubeConfigMap(chart, 'settings', { metadata: { name: 'settings', namespace }, data: { mode: 'test' } });
    const first = backend(chart, 'first', { replicas: 1, ingressFrom: undefined });
    backend(chart, 'every', {
      replicas: { min: 1, max: 2 },
      minReadySeconds: 0,
      nodeHeapPercent: 75,
      rbacRules: [{ apiGroups: [''], resources: ['endpoints'], verbs: ['get'] }],
      secrets: { TOKEN: credential.key('token') },
      envFrom: [{ secret: credential, prefix: 'ALL_' }],
      env: {
        MODE: { configMapKeyRef: { name: 'settings', key: 'mode' } },
        POD: { fieldRef: { fieldPath: 'metadata.name' } },
      },
      files: { ...serverFile, '/etc/app/greeting.txt': 'hello', '/etc/app-secret/token': credential.key('token') },
      mounts: {
        '/var/cache/app': { emptyDir: '16Mi' },
        '/dev/shm': { emptyDir: '16Mi', inMemory: true },
        '/etc/settings': { configMap: 'settings' },
        '/etc/credential': { secret: credential },
      },
      initContainers: {
        prepare: {
          image: nodeImage,
          command: ['node', '-e', 'fs.writeFileSync("/var/cache/app/prepared", "yes")'],
          mounts: ['/var/cache/app'],
        },
      },
      sidecars: {
        beside: {
          image: nodeImage,
          command: ['node', '-e', 'http.createServer((request, response) => response.end()).listen(9000)'],
          ports: { beside: 9000 },
          ready: { tcp: 'beside' },
        },
      },
      waitFor: [{ host: 'first', port: 80, endpoint: first.endpoint }],
      migration: { command: ['node', '-e', inspection] },
      cronJobs: { nightly: { schedule: '0 3 * * *', command: ['node', '-e', inspection] } },
    });
  });
});

step('starts them all, once', async () => {
  await settled(namespace, 'first', 'every');
  expect(await restarts(namespace, 'every')).toBe(0);
});

step('gives the application what was stated, and no more', async () => {
  const exec = ['-n', namespace, 'exec', 'deployment/every', '-c', 'every', '--', 'node', '-e'];
  expect(await run('kubectl', [...exec, inspection])).toEqual({ code: 0, stdout: 'as stated\n', stderr: '' });
  const prepared = 'console.log(fs.readFileSync("/var/cache/app/prepared", "utf8"))';
  expect(await run('kubectl', [...exec, prepared])).toEqual({ code: 0, stdout: 'yes\n', stderr: '' });
});

step('runs the migration and the CronJob to their end with the same', async () => {
  await kubectl(`-n ${namespace} create job --from=cronjob/every-nightly every-nightly-now`);
  await kubectl(`-n ${namespace} wait job --all --for=condition=Complete --timeout=60s`, { seconds: 70 });
  const jobs = await kubectl(`-n ${namespace} get jobs -o name`);
  expect(jobs.trim().split('\n')).toHaveLength(2);
});
