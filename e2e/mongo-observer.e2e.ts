import { bundled } from './bundled';
import { story } from './evidence';
import { get, kubectl, waitFor } from './kubectl';
import { endNamespace, makeNamespace } from './namespaces';

const namespace = 'mongo-observer';
const image = process.env['MONGO_IMAGE'] ?? 'docker.io/library/mongo:8.0.30';
const step = story(namespace);

afterAll(() => endNamespace(namespace));

const asPeers = {
  4: 'empty',
  5: 'with data',
  6: 'other',
  7: 'refused',
  // Nobody listens, somebody says nothing, and packets get lost.
  8: 'unreachable',
  9: 'unreachable',
  10: 'unreachable',
  11: 'unreachable',
};
const alone = { listed: false, peers: {} };
const member = { listed: true, peers: {} };

step('tells every state that a mongod can be brought into, its own and a peer’s', async () => {
  await makeNamespace(namespace);
  await waitFor('the namespace’s service account', 30, () => get(`-n ${namespace} serviceaccount default`));
  await kubectl('apply -f -', { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects() }) });
  const phase = await waitFor('the mongods to be observed', 150, async () => {
    const { status } = await get<{ status: { phase: string } }>(`-n ${namespace} pod observer`);
    return ['Succeeded', 'Failed'].includes(status.phase) ? status.phase : undefined;
  });
  const log = await kubectl(`-n ${namespace} logs observer`);
  expect({ phase, seen: JSON.parse(log) as unknown }).toEqual({
    phase: 'Succeeded',
    seen: {
      primary: { state: 'primary', listed: true, peers: { 2: 'same', ...asPeers } },
      secondary: { state: 'secondary', ...member },
      maintenance: { state: 'recovering', ...member },
      'initial sync': { state: 'startup2', ...member },
      rollback: { state: 'rollback', ...member },
      removed: { state: 'removed', ...alone },
      moved: { state: 'removed', ...member },
      empty: { state: 'uninitialised', listed: false, peers: { 1: 'other', 2: 'other', 3: 'other', ...asPeers } },
      'wrong key': { state: 'refused', ...alone },
      refusing: { state: 'unreachable', ...alone },
      silent: { state: 'unreachable', ...alone },
      'black hole': { state: 'unreachable', ...alone },
    },
  });
});

/** One pod with all the mongods, whose names lead to loopback addresses, and that of member 10 to where nobody is. */
function objects(): object[] {
  const names = Array.from({ length: 14 }, (_, ordinal) => ({
    ip: ordinal === 10 ? '192.0.2.1' : `127.0.0.${ordinal + 2}`,
    hostnames: [`mongo-${ordinal}.mongo.shop.svc.cluster.local`],
  }));
  const run = 'require("/observed/observed-states.js").run(Mongo)';
  const data = { 'observed-states.js': bundled('observed-states.js') };
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'observed', namespace }, data },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'observer', namespace, labels: { app: 'observer' } },
      spec: {
        restartPolicy: 'Never',
        terminationGracePeriodSeconds: 0,
        automountServiceAccountToken: false,
        hostAliases: names,
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 999,
          fsGroup: 999,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        containers: [
          {
            name: 'observer',
            image,
            command: ['mongosh', '--nodb', '--norc', '--quiet', '--eval', run],
            env: [{ name: 'HOME', value: '/work' }],
            securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            volumeMounts: [
              { name: 'observed', mountPath: '/observed' },
              { name: 'work', mountPath: '/work' },
            ],
          },
        ],
        volumes: [
          { name: 'observed', configMap: { name: 'observed' } },
          { name: 'work', emptyDir: {} },
        ],
      },
    },
  ];
}
