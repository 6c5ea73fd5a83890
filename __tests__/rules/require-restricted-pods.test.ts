import { requireRestrictedPods } from '../../lib/rules/require-restricted-pods';
import { deployment, findings, optedOut } from '../manifests';

const restricted = { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: ['ALL'] } };
const pod = { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } };

test('accepts a restricted pod, whether the pod or the container says it', () => {
  expect(findings(requireRestrictedPods, deployment({ securityContext: restricted }, pod))).toEqual([]);
});

test.each<[object, string]>([
  [{ allowPrivilegeEscalation: true }, 'must have allowPrivilegeEscalation: false; write it'],
  [{ privileged: true }, 'must not be privileged, got privileged: true; leave it out'],
  [{ runAsNonRoot: false }, 'must have runAsNonRoot: true; write it, or for the whole pod'],
  [{ runAsUser: 0 }, 'must not run as root, got runAsUser: 0; write another user'],
  [
    { seccompProfile: { type: 'Unconfined' } },
    'must have a seccompProfile; write { type: RuntimeDefault }, or for the whole pod',
  ],
  [{ capabilities: {} }, 'must drop all capabilities; write capabilities: { drop: [ALL] }'],
  [
    { capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } },
    'must add no capability but NET_BIND_SERVICE, got NET_ADMIN; leave it out',
  ],
])('refuses a container with %p', (context, problem) => {
  const securityContext = { ...restricted, ...context };
  expect(findings(requireRestrictedPods, deployment({ securityContext }, pod))).toEqual([
    `[Deployment shop/web] container "main" ${problem} (require-restricted-pods)`,
  ]);
});

test.each<[object, string]>([
  [{ hostNetwork: true }, 'hostNetwork must not be true, for a pod must not see its node; leave it out'],
  [
    { volumes: [{ name: 'node', hostPath: { path: '/' } }] },
    'volume "node" must not be of the kind hostPath; write one of a pod\'s own, such as emptyDir',
  ],
])('refuses a pod with %p', (fields, problem) => {
  expect(findings(requireRestrictedPods, deployment({ securityContext: restricted }, { ...pod, ...fields }))).toEqual([
    `[Deployment shop/web] ${problem} (require-restricted-pods)`,
  ]);
});

test('refuses a port of the node', () => {
  expect(
    findings(requireRestrictedPods, deployment({ securityContext: restricted, ports: [{ hostPort: 80 }] }, pod)),
  ).toEqual([
    '[Deployment shop/web] container "main" must not take a port of its node, got a hostPort; leave it out (require-restricted-pods)',
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(requireRestrictedPods, optedOut(deployment({}), requireRestrictedPods))).toEqual([]);
});
