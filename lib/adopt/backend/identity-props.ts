import { field, KubernetesManifest } from '../../manifests/manifest';
import { podTemplate } from '../../manifests/pod-template';
import { ignorePrefix } from '../../rules/rule';
import { pullSecretKey } from '../../kubernetes/secret-type';
import { isMap } from '../../props/map';
import { Value, Values } from '../program/expression';
import { accountName, adoptedReason, isBound, keeps, podPath, Reading } from './reading';

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
  const name = accountName(pod);
  const { namespace } = source.metadata;
  const isStated = field(pod, 'serviceAccountName') !== undefined || field(pod, 'serviceAccount') !== undefined;
  const token = deployment.take(...podPath, 'automountServiceAccountToken');
  deployment.take(...podPath, 'serviceAccountName');
  deployment.take(...podPath, 'serviceAccount');
  const account = all.find(
    ({ kind, metadata }) => kind === 'ServiceAccount' && metadata.name === name && metadata.namespace === namespace,
  );
  const isShared = all.some(
    (other) =>
      other !== source &&
      other.metadata.namespace === namespace &&
      accountName(field(podTemplate(other), 'spec')) === name,
  );
  const hasRights = isBound(name, namespace, all) || (isStated && account === undefined && name !== 'default');
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
  const { deployment, container, source } = reading;
  const ofPod = deployment.take(...podPath, 'securityContext');
  const own = container.take('securityContext');
  const given = { ...map(ofPod), ...map(own) };
  const { runAsUser, runAsGroup, runAsNonRoot, fsGroup, privileged, readOnlyRootFilesystem, capabilities, ...others } =
    given;
  if (runAsUser === 0 || privileged === true)
    reading.reasons.push(`it runs as ${privileged === true ? 'a privileged container' : 'root'}`);
  // All pods have ended when the first one does not start.
  const isRecreated = field(source, 'spec', 'strategy', 'type') === 'Recreate';
  const isRoot = typeof port === 'number' && port < firstFreePort;
  const isOpen = runAsUser === undefined && runAsNonRoot !== true;
  if (isOpen && keeps(reading, 'security', isRecreated || isRoot)) {
    deployment.put(adoptedReason, 'metadata', 'annotations', `${ignorePrefix}require-restricted-pods`);
    deployment.put(map(ofPod) === ofPod ? { ...noPodContext, ...map(ofPod) } : null, ...podPath, 'securityContext');
    container.put(map(own) === own ? { ...noContext, ...map(own) } : null, 'securityContext');
    return {};
  }
  const added = field(capabilities, 'add');
  const isAllowed = Array.isArray(added) && added.every((each) => each === 'NET_BIND_SERVICE');
  if (added !== undefined && !isAllowed) container.put(added, 'securityContext', 'capabilities', 'add');
  if (readOnlyRootFilesystem === false || (readOnlyRootFilesystem === undefined && keeps(reading, 'security', false)))
    container.put(false, 'securityContext', 'readOnlyRootFilesystem');
  const user = typeof runAsUser === 'number' ? runAsUser : runAsNonRoot === true ? 'assigned' : undefined;
  if (runAsGroup !== undefined && runAsGroup !== user)
    deployment.put(runAsGroup, ...podPath, 'securityContext', 'runAsGroup');
  if (fsGroup !== undefined && fsGroup !== user) deployment.put(fsGroup, ...podPath, 'securityContext', 'fsGroup');
  for (const [name, value] of Object.entries(others)) keepField(reading, name, value, map(own));
  return { runAsUser: user };
}

// A program that listens on a lower port is root in most images.
const firstFreePort = 1024;

// What the construct sets, to take out again.
const noPodContext = { runAsNonRoot: null, runAsUser: null, runAsGroup: null, seccompProfile: null };
const noContext = {
  allowPrivilegeEscalation: null,
  privileged: null,
  readOnlyRootFilesystem: null,
  runAsNonRoot: null,
  capabilities: null,
};

/** Keeps a field of a security context, unless it says what the construct says. */
function keepField(reading: Reading, name: string, value: unknown, own: Readonly<Record<string, unknown>>): void {
  const isSame =
    (name === 'allowPrivilegeEscalation' && value === false) ||
    (name === 'seccompProfile' && field(value, 'type') === 'RuntimeDefault') ||
    name === 'fsGroupChangePolicy';
  if (isSame) return;
  if (Object.hasOwn(own, name)) reading.container.put(value, 'securityContext', name);
  else reading.deployment.put(value, ...podPath, 'securityContext', name);
}

function map(value: unknown): Readonly<Record<string, unknown>> {
  return isMap(value) ? value : {};
}

/** Returns the props of the pods' pull secrets. */
export function pullSecretProps({ deployment, secrets }: Reading): Values {
  const given = deployment.take(...podPath, 'imagePullSecrets');
  const names = Array.isArray(given) ? given.map((each) => String(field(each, 'name'))) : [];
  const refs = names.map((name) => secrets.reference(name, [pullSecretKey]));
  return { imagePullSecrets: refs.length === 0 ? undefined : refs };
}
