import { podSpec } from '../../../lib/manifests/pod-template';
import { confinementFaults } from '../../../lib/rules/pods/confinement-faults';
import { Rule } from '../../../lib/rules/rule';
import { object } from '../../manifests';
import { findings } from '../../rule-findings';

const rule: Rule = {
  id: 'no-escape',
  summary: 'No pod leaves its confinement',
  why: 'it could reach its node',
  check: (manifest) => confinementFaults(podSpec(manifest) ?? { path: [], value: {} }, manifest),
};
const problems = (pod: object, metadata: object = {}): string[] =>
  findings(rule, object('Pod', { spec: pod }, metadata)).map((line) =>
    line.replace('[Pod shop/web] ', '').replace(' (no-escape)', ''),
  );
const own = { name: 'main', securityContext: { seccompProfile: { type: 'RuntimeDefault' } } };

test('accepts a pod that stays where its node puts it', () => {
  const securityContext = {
    seccompProfile: { type: 'RuntimeDefault' },
    appArmorProfile: { type: 'Localhost' },
    seLinuxOptions: { type: 'container_t', level: 's0:c1,c2' },
    sysctls: [{ name: 'net.ipv4.tcp_syncookies', value: '1' }],
  };
  expect(problems({ securityContext, containers: [own] })).toEqual([]);
});

test('leaves the containers without a profile of their own to the rule that asks for one', () => {
  expect(
    problems({ securityContext: { seccompProfile: { type: 'Unconfined' } }, containers: [{ name: 'main' }] }),
  ).toEqual([]);
});

test.each([
  [
    { seccompProfile: { type: 'Unconfined' } },
    'spec.securityContext.seccompProfile must not be Unconfined; write { type: RuntimeDefault }',
  ],
  [
    { appArmorProfile: { type: 'Unconfined' } },
    'spec.securityContext.appArmorProfile must not be Unconfined; write { type: RuntimeDefault }',
  ],
  [
    { seLinuxOptions: { type: 'spc_t' } },
    'spec.securityContext.seLinuxOptions.type must be container_t or container_init_t or container_kvm_t or container_engine_t, got "spc_t"; leave it out',
  ],
  [
    { seLinuxOptions: { user: 'system_u' } },
    'spec.securityContext.seLinuxOptions.user must not be set, got "system_u"; leave it out',
  ],
  [
    { sysctls: [{ name: 'kernel.msgmax', value: '1' }] },
    `spec.securityContext.sysctls["kernel.msgmax"].name must be safe for the node's other pods, got "kernel.msgmax"; leave it out`,
  ],
  [
    { windowsOptions: { hostProcess: true } },
    'spec.securityContext.windowsOptions.hostProcess must not be true; leave it out',
  ],
])('refuses a pod with %p', (securityContext, problem) => {
  expect(problems({ securityContext, containers: [own] })).toEqual([problem]);
});

test('names the container, and reads the annotation of older clusters', () => {
  const annotations = { 'container.apparmor.security.beta.kubernetes.io/main': 'unconfined' };
  const securityContext = { ...own.securityContext, procMount: 'Unmasked' };
  expect(problems({ containers: [{ name: 'main', securityContext }] }, { annotations })).toEqual([
    'spec.containers["main"].securityContext.procMount must be Default, got "Unmasked"; leave it out',
    'metadata.annotations["container.apparmor.security.beta.kubernetes.io/main"] must not be "unconfined"; write runtime/default',
  ]);
});
