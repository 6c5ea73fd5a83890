import { requireRestrictedPods } from '../../../lib/rules/pods/require-restricted-pods';
import { deployment, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const restricted = { allowPrivilegeEscalation: false, runAsNonRoot: true, capabilities: { drop: ['ALL'] } };
const pod = { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } };

test('accepts a restricted pod, whether the pod or the container says it', () => {
  expect(findings(requireRestrictedPods, deployment({ securityContext: restricted }, pod))).toEqual([]);
});

const refused = (problem: string) => [
  `[Deployment shop/web] spec.template.spec must meet the Pod Security standard restricted${problem}, ` +
    'or write the reason into the annotation cdk8s-backend/ignore.require-restricted-pods (require-restricted-pods)',
];

test.each<[object, string]>([
  [{ allowPrivilegeEscalation: true }, '; write allowPrivilegeEscalation: false for container "main"'],
  [{ privileged: true }, ', got container "main" privileged: true; leave these out'],
  [{ runAsNonRoot: false }, '; write runAsNonRoot: true for container "main"'],
  [{ runAsUser: 0 }, ', got container "main" runAsUser: 0; leave these out'],
  [{ seccompProfile: { type: 'Unconfined' } }, '; write seccompProfile: { type: RuntimeDefault } for container "main"'],
  [{ capabilities: {} }, '; write capabilities: { drop: [ALL] } for container "main"'],
  [
    { capabilities: { drop: ['ALL'], add: ['NET_ADMIN', 'NET_BIND_SERVICE'] } },
    ', got container "main" capabilities.add: ["NET_ADMIN"]; leave these out',
  ],
])('refuses a container with %j', (context, problem) => {
  const securityContext = { ...restricted, ...context };
  expect(findings(requireRestrictedPods, deployment({ securityContext }, pod))).toEqual(refused(problem));
});

test.each<[object, string]>([
  [{ hostNetwork: true, hostPID: true }, ', got hostNetwork: true, hostPID: true; leave these out'],
  [
    { volumes: [{ name: 'node', hostPath: { path: '/' } }] },
    ', got volume "node" of the kind hostPath; leave these out',
  ],
])('refuses a pod with %j', (fields, problem) => {
  expect(findings(requireRestrictedPods, deployment({ securityContext: restricted }, { ...pod, ...fields }))).toEqual(
    refused(problem),
  );
});

test('refuses a port of the node', () => {
  expect(
    findings(requireRestrictedPods, deployment({ securityContext: restricted, ports: [{ hostPort: 80 }] }, pod)),
  ).toEqual(refused(', got container "main" hostPort: 80; leave these out'));
});

test('has one finding for an object, whatever is wrong with it', () => {
  const agent = deployment(
    { securityContext: { privileged: true } },
    { hostNetwork: true, initContainers: [{ name: 'init' }] },
  );
  expect(findings(requireRestrictedPods, agent)).toEqual(
    refused(
      ', got hostNetwork: true, container "main" privileged: true; leave these out, and write allowPrivilegeEscalation: false, ' +
        'runAsNonRoot: true, seccompProfile: { type: RuntimeDefault }, capabilities: { drop: [ALL] } for container "init", container "main"',
    ),
  );
});

test('lets an object through that says why', () => {
  expect(findings(requireRestrictedPods, optedOut(deployment({}), requireRestrictedPods))).toEqual([]);
});

test('asks a pod of Windows for what Windows has', () => {
  const windows = { os: { name: 'windows' }, nodeSelector: { 'kubernetes.io/os': 'windows' } };
  const context = { securityContext: { runAsNonRoot: true } };
  expect(findings(requireRestrictedPods, deployment(context, windows))).toEqual([]);
  expect(findings(requireRestrictedPods, deployment({}, windows))).toEqual(
    refused('; write runAsNonRoot: true for container "main"'),
  );
});

test('asks a pod on nodes of Windows to say that it is of Windows, by which Pod Security knows it', () => {
  const pod = { nodeSelector: { 'kubernetes.io/os': 'windows' } };
  const context = { securityContext: { runAsNonRoot: true } };
  expect(findings(requireRestrictedPods, deployment(context, pod))).toEqual(refused('; write os: { name: windows }'));
});
