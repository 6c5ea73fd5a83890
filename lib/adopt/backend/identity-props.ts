import { field, Fields, KubernetesManifest } from '../../manifests/manifest';
import { statedAccount } from '../../manifests/pod-template';
import { accountName, bindingsOf, runningAs } from '../../plan/permissions/accounts';
import { ignorePrefix } from '../../rules/rule';
import { pullSecretKey } from '../../kubernetes/secret-type';
import { isMap } from '../../props/map';
import { Value, Values } from '../program/expression';
import { Remainder } from '../source/remainder';
import { adoptedReason, keeps, maps, OtherContainer, podPath, Reading } from './reading';

/** The identity of pods as props say it. */
export interface ReadIdentity {
  readonly props: Values;
  /** The ServiceAccount of the source that the construct renders from now on. */
  readonly account?: KubernetesManifest;
}

/**
 * Returns the props of the pods' ServiceAccount. The construct renders an account of these pods alone. One that has rights, or that is not
 * among the objects, so that its rights are unknown, keeps its token.
 */
export function identityProps({ deployment, source, all }: Reading): ReadIdentity {
  const pod = deployment.see(...podPath);
  const stated = statedAccount(pod);
  const isStated = stated !== undefined;
  const name = stated ?? 'default';
  const { namespace } = source.metadata;
  const token = deployment.take(...podPath, 'automountServiceAccountToken');
  deployment.take(...podPath, 'serviceAccountName');
  deployment.take(...podPath, 'serviceAccount');
  const account = all.find(
    ({ kind, metadata }) => kind === 'ServiceAccount' && metadata.name === name && metadata.namespace === namespace,
  );
  const id = accountName(namespace, name);
  const isShared = runningAs(all, id).some((other) => other !== source);
  const hasRights = bindingsOf(all, id).length > 0 || (isStated && account === undefined && name !== 'default');
  const mounts = token ?? account?.['automountServiceAccountToken'] ?? hasRights;
  if (mounts === true && (hasRights || token === true))
    deployment.put(true, ...podPath, 'automountServiceAccountToken');
  if (account !== undefined && isStated && !isShared && !hasRights)
    return { props: { adopt: { serviceAccount: name } }, account };
  return { props: isStated || hasRights ? { serviceAccountName: name } : {} };
}

/**
 * Returns the props of the user that pods run as. What is stricter than Pod Security `restricted` asks for is the construct's own; what is
 * looser stays, and fails.
 */
export function securityProps(reading: Reading, port: Value): Values {
  const { deployment, container, others, source } = reading;
  const ofPod = deployment.take(...podPath, 'securityContext');
  const own = container.take('securityContext');
  const given = { ...map(ofPod), ...map(own) };
  const { runAsGroup, fsGroup, readOnlyRootFilesystem, capabilities } = given;
  reading.reasons.push(...rootReasons('it', given));
  // All pods have ended when the first one does not start.
  const isRecreated = field(source, 'spec', 'strategy', 'type') === 'Recreate';
  const containers = maps(field(source, ...podPath, 'containers'));
  const ports = [port, ...containers.flatMap((each) => maps(each['ports'])).map((one) => one['containerPort'])];
  const isRoot = ports.some((one) => typeof one === 'number' && one < firstFreePort);
  if (isOpen(given) && keeps(reading, 'security', isRecreated || isRoot)) {
    deployment.put(adoptedReason, 'metadata', 'annotations', `${ignorePrefix}require-restricted-pods`);
    deployment.put(map(ofPod) === ofPod ? { ...noPodContext, ...map(ofPod) } : null, ...podPath, 'securityContext');
    for (const rest of [container, ...others.map((each) => each.rest)]) {
      const stated = rest === container ? own : rest.take('securityContext');
      rest.put(map(stated) === stated ? { ...noContext, ...map(stated) } : null, 'securityContext');
    }
    return {};
  }
  keepCapabilities(container, capabilities);
  if (isWritable(reading, readOnlyRootFilesystem, isRecreated))
    container.put(false, 'securityContext', 'readOnlyRootFilesystem');
  const user = userOf(given);
  if (runAsGroup !== undefined && runAsGroup !== user)
    deployment.put(runAsGroup, ...podPath, 'securityContext', 'runAsGroup');
  // The construct has the user's group, for volumes that props say.
  const hasVolumes = field(source, ...podPath, 'volumes') !== undefined;
  if (fsGroup !== undefined && (fsGroup !== user || hasVolumes))
    deployment.put(fsGroup, ...podPath, 'securityContext', 'fsGroup');
  for (const [name, value] of Object.entries(given)) {
    if (readFields.includes(name) || isOwn(name, value)) continue;
    if (Object.hasOwn(map(own), name)) container.put(value, 'securityContext', name);
    else deployment.put(value, ...podPath, 'securityContext', name);
  }
  for (const each of others) otherSecurity(reading, each, map(ofPod), { user, group: runAsGroup ?? user });
  return { runAsUser: user };
}

/** Keeps in a container beside the application's what its security context says otherwise than that of the pod, which is the application's. */
function otherSecurity(
  reading: Reading,
  { name, rest }: OtherContainer,
  ofPod: Fields,
  pod: { readonly user: Value; readonly group: unknown },
): void {
  const own = map(rest.take('securityContext'));
  const given = { ...ofPod, ...own };
  const subject = `its container ${JSON.stringify(name)}`;
  reading.reasons.push(...rootReasons(subject, given));
  if (isOpen(given) && keeps(reading, 'security', false))
    reading.reasons.push(`${subject} states no user, and would have that of the application`);
  const { runAsUser, runAsGroup, readOnlyRootFilesystem, capabilities } = given;
  if (runAsUser !== undefined && runAsUser !== pod.user) rest.put(runAsUser, 'securityContext', 'runAsUser');
  if (runAsGroup !== undefined && runAsGroup !== pod.group) rest.put(runAsGroup, 'securityContext', 'runAsGroup');
  keepCapabilities(rest, capabilities);
  const isRecreated = field(reading.source, 'spec', 'strategy', 'type') === 'Recreate';
  if (isWritable(reading, readOnlyRootFilesystem, isRecreated))
    rest.put(false, 'securityContext', 'readOnlyRootFilesystem');
  for (const [field, value] of Object.entries(own))
    if (!readFields.includes(field) && !isOwn(field, value)) rest.put(value, 'securityContext', field);
}

function rootReasons(subject: string, { runAsUser, privileged }: Fields): string[] {
  if (privileged === true) return [`${subject} runs as a privileged container`];
  return runAsUser === 0 ? [`${subject} runs as root`] : [];
}

function isOpen({ runAsUser, runAsNonRoot }: Fields): boolean {
  return runAsUser === undefined && runAsNonRoot !== true;
}

function isWritable(reading: Reading, readOnlyRootFilesystem: unknown, byDefault: boolean): boolean {
  return readOnlyRootFilesystem === undefined
    ? keeps(reading, 'security', byDefault)
    : readOnlyRootFilesystem === false;
}

function userOf({ runAsUser, runAsNonRoot }: Fields): number | 'assigned' | undefined {
  if (typeof runAsUser === 'number') return runAsUser;
  return runAsNonRoot === true ? 'assigned' : undefined;
}

function keepCapabilities(rest: Remainder, capabilities: unknown): void {
  const added = field(capabilities, 'add');
  const isAllowed = Array.isArray(added) && added.every((each) => each === 'NET_BIND_SERVICE');
  if (added !== undefined && !isAllowed) rest.put(added, 'securityContext', 'capabilities', 'add');
}

// A program that listens on a lower port is root in most images.
const firstFreePort = 1024;

// The fields that are read one by one.
const readFields = [
  ...['runAsUser', 'runAsGroup', 'runAsNonRoot', 'fsGroup'],
  ...['privileged', 'readOnlyRootFilesystem', 'capabilities'],
];

// What the construct sets, to take out again.
const noPodContext = { runAsNonRoot: null, runAsUser: null, runAsGroup: null, seccompProfile: null };
const noContext = {
  allowPrivilegeEscalation: null,
  privileged: null,
  readOnlyRootFilesystem: null,
  runAsNonRoot: null,
  capabilities: null,
};

/** Tells whether a field of a security context says what the construct says. */
function isOwn(name: string, value: unknown): boolean {
  return (
    (name === 'allowPrivilegeEscalation' && value === false) ||
    (name === 'seccompProfile' && field(value, 'type') === 'RuntimeDefault') ||
    name === 'fsGroupChangePolicy'
  );
}

function map(value: unknown): Fields {
  return isMap(value) ? value : {};
}

/** Returns the props of the pods' pull secrets. */
export function pullSecretProps({ deployment, secrets }: Reading): Values {
  const given = deployment.take(...podPath, 'imagePullSecrets');
  const names = Array.isArray(given) ? given.map((each) => String(field(each, 'name'))) : [];
  const refs = names.map((name) => secrets.reference(name, [pullSecretKey]));
  return { imagePullSecrets: refs.length === 0 ? undefined : refs };
}
