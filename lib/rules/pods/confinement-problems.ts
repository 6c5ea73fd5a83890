import { Fault } from '../../findings/problem';
import { field, listField, textField } from '../../manifests/fields';
import { quoted } from '../../findings/findings';

// https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
const safeSysctls = new Set([
  ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start'],
  ...['net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_local_reserved_ports'],
  ...['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl'],
  ...['net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'],
]);
const seLinuxTypes = ['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];
const appArmor = 'container.apparmor.security.beta.kubernetes.io/';

/**
 * The fields by which a pod leaves the confinement that its node puts it into, each with what is wrong: those that Pod Security
 * refuses at the level `baseline`, whatever the containers say. `template` is the pod's metadata and spec.
 */
export function* confinementProblems(template: unknown): Generator<Fault> {
  const pod = field(template, 'spec');
  yield* contextProblems(field(pod, 'securityContext'), '');
  const containers = ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) => listField(pod, list));
  // A container without a profile of its own is a finding already.
  const areAllOwn = containers.every((each) => field(each, 'securityContext', 'seccompProfile', 'type') !== undefined);
  if (areAllOwn && field(pod, 'securityContext', 'seccompProfile', 'type') === 'Unconfined')
    yield {
      at: 'securityContext.seccompProfile',
      want: 'must not be Unconfined',
      write: 'write { type: RuntimeDefault }',
    };
  for (const container of containers)
    yield* contextProblems(field(container, 'securityContext'), `container "${textField(container, 'name') ?? ''}" `);
  for (const sysctl of listField(pod, 'securityContext', 'sysctls')) {
    const name = textField(sysctl, 'name') ?? '';
    if (!safeSysctls.has(name))
      yield {
        at: 'securityContext.sysctls',
        want: "must be safe for the node's other pods",
        got: quoted(name),
        write: 'leave it out',
      };
  }
  for (const [key, profile] of Object.entries(field(template, 'metadata', 'annotations') ?? {})) {
    if (key.startsWith(appArmor) && profile === 'unconfined')
      yield { at: `annotation ${key}`, want: 'must not be "unconfined"', write: 'write runtime/default' };
  }
}

function* contextProblems(context: unknown, whose: string): Generator<Fault> {
  if (field(context, 'appArmorProfile', 'type') === 'Unconfined')
    yield {
      at: `${whose}securityContext.appArmorProfile`,
      want: 'must not be Unconfined',
      write: 'write { type: RuntimeDefault }',
    };
  const type = textField(context, 'seLinuxOptions', 'type');
  if (type !== undefined && type !== '' && !seLinuxTypes.includes(type))
    yield {
      at: `${whose}securityContext.seLinuxOptions.type`,
      want: `must be ${seLinuxTypes.join(' or ')}`,
      got: quoted(type),
      write: 'leave it out',
    };
  for (const name of ['user', 'role']) {
    const given = textField(context, 'seLinuxOptions', name);
    if (given !== undefined && given !== '')
      yield {
        at: `${whose}securityContext.seLinuxOptions.${name}`,
        want: 'must not be set',
        got: quoted(given),
        write: 'leave it out',
      };
  }
  if (!['Default', undefined].includes(textField(context, 'procMount')))
    yield {
      at: `${whose}securityContext.procMount`,
      want: 'must be Default',
      got: quoted(field(context, 'procMount')),
      write: 'leave it out',
    };
  if (field(context, 'windowsOptions', 'hostProcess') === true)
    yield { at: `${whose}securityContext.windowsOptions.hostProcess`, want: 'must not be true', write: 'leave it out' };
}
