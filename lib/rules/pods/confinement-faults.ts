import { RuleFault } from '../rule';
import { field, Placed, placed, placedItems, textField } from '../../manifests/manifest';
import { quoted } from '../../findings/problem';

// https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
const safeSysctls = new Set([
  ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.ip_unprivileged_port_start'],
  ...['net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_local_reserved_ports'],
  ...['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl'],
  ...['net.ipv4.tcp_keepalive_probes', 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem'],
]);
const seLinuxTypes = ['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];
const seLinuxOptions = [
  ['type', `must be ${seLinuxTypes.join(' or ')}`],
  ['user', 'must not be set'],
  ['role', 'must not be set'],
] as const;
const appArmor = 'container.apparmor.security.beta.kubernetes.io/';

const unconfined = { want: 'must not be Unconfined', write: 'write { type: RuntimeDefault }' };
const containerLists = ['initContainers', 'containers', 'ephemeralContainers'];

/**
 * Finds the fields by which a pod leaves the confinement that its node puts it into: those that Pod Security refuses at the level
 * `baseline`, whatever the containers say. `template` is the pod's metadata and spec.
 */
export function* confinementFaults(pod: Placed, template: unknown): Generator<RuleFault> {
  const context = placed(pod, 'securityContext');
  yield* contextFaults(context);
  const contexts = containerLists.flatMap((list) => placedItems(pod, list)).map((it) => placed(it, 'securityContext'));
  // A container without a profile of its own is a finding already.
  const areAllOwn = contexts.every(({ value }) => field(value, 'seccompProfile', 'type') !== undefined);
  const profile = placed(context, 'seccompProfile');
  if (areAllOwn && field(profile.value, 'type') === 'Unconfined') yield { path: profile.path, ...unconfined };
  for (const each of contexts) yield* contextFaults(each);
  for (const sysctl of placedItems(context, 'sysctls')) {
    const { path, value: name } = placed(sysctl, 'name');
    if (!safeSysctls.has(String(name)))
      yield { path, want: "must be safe for the node's other pods", got: quoted(name), write: 'leave it out' };
  }
  for (const [key, profile] of Object.entries(field(template, 'metadata', 'annotations') ?? {})) {
    if (key.startsWith(appArmor) && profile === 'unconfined')
      yield {
        path: [...pod.path.slice(0, -1), 'metadata', 'annotations', key],
        want: 'must not be "unconfined"',
        write: 'write runtime/default',
      };
  }
}

function* contextFaults(context: Placed): Generator<RuleFault> {
  const profile = placed(context, 'appArmorProfile');
  if (field(profile.value, 'type') === 'Unconfined') yield { path: profile.path, ...unconfined };
  const { path, value: options } = placed(context, 'seLinuxOptions');
  for (const [name, want] of seLinuxOptions) {
    const given = textField(options, name);
    const isAllowed = name === 'type' && seLinuxTypes.includes(given ?? '');
    if (given !== undefined && given !== '' && !isAllowed)
      yield { path: [...path, name], want, got: quoted(given), write: 'leave it out' };
  }
  const procMount = placed(context, 'procMount');
  if (!['Default', undefined].includes(textField(procMount.value)))
    yield { path: procMount.path, want: 'must be Default', got: quoted(procMount.value), write: 'leave it out' };
  const hostProcess = placed(context, 'windowsOptions', 'hostProcess');
  if (hostProcess.value === true) yield { path: hostProcess.path, want: 'must not be true', write: 'leave it out' };
}
