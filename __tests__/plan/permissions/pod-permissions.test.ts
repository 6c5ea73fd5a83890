import { newPodPermissions, podPrivileges } from '../../../lib/plan/permissions/pod-permissions';
import { deployment, object } from '../../manifests';

const restrictedContext = {
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};
const restrictedPods = deployment({ securityContext: restrictedContext }, { automountServiceAccountToken: false });
const pods = (...containers: readonly object[]) =>
  object('Deployment', { spec: { template: { spec: { automountServiceAccountToken: false, containers } } } });
const restricted = { name: 'web', securityContext: restrictedContext };
const loose = { name: 'web', securityContext: { ...restrictedContext, runAsNonRoot: false } };
const found = (...[before, after]: Parameters<typeof newPodPermissions>) =>
  newPodPermissions(before, after).map(({ message }) => message);

test('knows what pods may do that say nothing', () => {
  expect(found(restrictedPods, deployment({}))).toEqual([
    'container main may run as root',
    'container main may gain privileges',
    'container main may write to its root file system',
    'container main keeps the capabilities of its runtime',
    'container main may make every system call',
    'the pods hold a token',
  ]);
});

test.each([
  ['a renamed container', pods(loose), pods({ ...loose, name: 'api' })],
  ['another container as loose as one that is there', pods(loose), pods(loose, { ...loose, name: 'log' })],
  ['a container that goes', pods(loose, { ...restricted, name: 'log' }), pods({ ...restricted, name: 'log' })],
])('finds pods no looser with %s', (_, before, after) => {
  expect(found(before, after)).toEqual([]);
});

test.each([
  [
    'a container that is renamed and looser',
    pods(restricted),
    pods({ ...loose, name: 'api' }),
    'container api may run as root',
  ],
  [
    'a container that gets as loose as another',
    pods(loose, { ...restricted, name: 'log' }),
    pods(loose, { ...loose, name: 'log' }),
    'container log may run as root',
  ],
])('finds pods looser with %s', (_, before, after, what) => {
  expect(found(before, after)).toEqual([what]);
});

test('knows what pods are given in writing', () => {
  const manifest = deployment(
    { securityContext: { privileged: true, runAsUser: 0 } },
    { hostPID: true, volumes: [{ name: 'v', hostPath: { path: '/var' } }] },
  );
  expect(podPrivileges(manifest).map(({ message }) => message)).toEqual([
    'container main is privileged',
    'container main runs as root',
    "the pods share their node's PID",
    "the pods see their node's /var",
  ]);
});

test.each(['ConfigMap', 'Service'])('has nothing to say of a %s', (kind) => {
  expect([...found(object(kind), object(kind)), ...podPrivileges(object(kind))]).toEqual([]);
});

test('points at the container, of a Pod and of a CronJob too', () => {
  const pod = object('Pod', { spec: { initContainers: [{ name: 'setup', securityContext: { privileged: true } }] } });
  expect(podPrivileges(pod)).toEqual([
    { message: 'container setup is privileged', path: ['spec', 'initContainers', '[setup]'] },
  ]);
  const cronJob = object('CronJob', { spec: { jobTemplate: { spec: { template: { spec: pod['spec'] } } } } });
  expect(podPrivileges(cronJob).map(({ path }) => path)).toEqual([
    ['spec', 'jobTemplate', 'spec', 'template', 'spec', 'initContainers', '[setup]'],
  ]);
});

test('finds files of the node that pods may write to, and could only read before', () => {
  const logs = (readOnly: boolean | undefined, path = '/var/log') =>
    deployment(
      { securityContext: restrictedContext, volumeMounts: [{ name: 'logs', mountPath: '/logs', readOnly }] },
      { automountServiceAccountToken: false, volumes: [{ name: 'logs', hostPath: { path } }] },
    );
  expect(found(logs(true), logs(undefined))).toEqual(["the pods may write to their node's /var/log"]);
  expect(found(logs(false), logs(true))).toEqual([]);
  expect(found(logs(false), logs(true, '/var'))).toEqual(["the pods see their node's /var"]);
  expect(found(logs(false), logs(false, '/var/log/pods'))).toEqual([]);
});
