import { problemText } from '../../../../lib/findings/problem';
import { systemConflict } from '../../../../lib/manifests/schema/conflicts/system-conflict';

test.each([
  {
    os: { name: 'windows' },
    securityContext: { runAsNonRoot: true, windowsOptions: { runAsUserName: 'ContainerUser' } },
  },
  { os: { name: 'linux' }, hostPID: true, securityContext: { runAsUser: 1000 } },
  { securityContext: { windowsOptions: {}, runAsUser: 1000 } },
])('takes a pod with %p', (pod) => {
  expect(systemConflict(pod)).toBeUndefined();
});

test.each<[Record<string, unknown>, string]>([
  [{ os: { name: 'windows' }, hostIPC: true }, 'hostIPC must not be set in a pod of Windows; leave it out'],
  [
    { os: { name: 'windows' }, securityContext: { fsGroup: 1000 } },
    'securityContext.fsGroup must not be set in a pod of Windows; leave it out',
  ],
  [
    { os: { name: 'windows' }, containers: [{ name: 'web', securityContext: { capabilities: { drop: ['ALL'] } } }] },
    'containers["web"].securityContext.capabilities must not be set in a pod of Windows; leave it out',
  ],
  [
    { os: { name: 'linux' }, initContainers: [{ name: 'set', securityContext: { windowsOptions: {} } }] },
    'initContainers["set"].securityContext.windowsOptions must not be set in a pod of Linux; leave it out',
  ],
])('refuses a pod with %p', (pod, problem) => {
  const fault = systemConflict(pod);
  expect(fault && `${fault.at} ${problemText(fault)}`).toBe(problem);
});
