import { podGaps, podPrivileges } from '../../lib/plan/pod-allowances';
import { deployment, object } from '../manifests';

test('knows what a pod may do that says nothing', () => {
  expect(podGaps(deployment({})).map(({ what }) => what)).toEqual([
    'container main may run as root',
    'container main may gain privileges',
    'container main may write to its root file system',
    'container main keeps the capabilities of its runtime',
    'container main may make every system call',
    'the pods hold a token',
  ]);
});

test('points at the container, of a Pod too', () => {
  const pod = object('Pod', { spec: { initContainers: [{ name: 'setup', securityContext: { privileged: true } }] } });
  expect(podPrivileges(pod)).toEqual([
    { what: 'container setup is privileged', path: ['spec', 'initContainers', '[setup]'] },
  ]);
});

test.each(['ConfigMap', 'Service'])('has nothing to say of a %s', (kind) => {
  expect([...podGaps(object(kind)), ...podPrivileges(object(kind))]).toEqual([]);
});
