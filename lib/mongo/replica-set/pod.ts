import type * as k8s from '../../../imports/k8s';
import { spreadFields } from '../../pods/affinity';
import { membersDomain } from '../members/member-hosts';
import { mongoPaths } from '../members/mongod-paths';
import { MongoSet } from './set';
import { agentDirectory, agentFiles, agentPaths, agentPort, keyfileVolume, mongodPort } from '../agent/contract';
import { claimMounts } from '../mongod/storage';
import { tlsArguments, tlsMounts, tlsVolumes } from '../tls/tls-files';
import { userVolume } from '../users/user';
import { containerResources, ContainerResources } from '../../kubernetes/resources';
import { readVolume, secretSource } from '../../pods/mounted-volume';
import { restrictedContainer, withVolumes } from '../../pods/security-context';

const agentHome = '/home/agent';

/** The resources of a program that runs by mongosh and asks little. */
export const mongoshResources: ContainerResources = {
  requests: { cpu: '50m', memory: '192Mi', 'ephemeral-storage': '16Mi' },
  limits: { cpu: '500m', memory: '256Mi', 'ephemeral-storage': '64Mi' },
};

const prepareResources: ContainerResources = {
  requests: { cpu: '10m', memory: '32Mi', 'ephemeral-storage': '16Mi' },
  limits: { cpu: '500m', memory: '64Mi', 'ephemeral-storage': '16Mi' },
};

/** Returns the pod of one member: a step that prepares the keyfile, mongod, and the agent beside it. */
export function mongoPodSpec(set: MongoSet): k8s.PodSpec {
  return {
    ...set.pods.spec,
    restartPolicy: 'Always',
    // For the hand-over of a primary, the last checkpoint, and a surplus member that leaves the set.
    terminationGracePeriodSeconds: 60,
    dnsConfig: { options: [{ name: 'ndots', value: '2' }] },
    ...spreadFields(set.pods.selector, set.podAntiAffinity, set.pods.spec),
    initContainers: [prepare(set)],
    containers: [mongod(set), agent(set)],
    ...withVolumes(set.pods.spec.securityContext, volumes(set)),
  };
}

function prepare(set: MongoSet): k8s.Container {
  return {
    name: 'prepare',
    image: set.image,
    imagePullPolicy: 'IfNotPresent',
    command: ['bash', '/etc/mongod/prepare.sh', '/etc/keyfile/keyfile', mongoPaths.keyfile, ...tlsArguments(set)],
    env: [{ name: 'HOME', value: agentHome }],
    resources: containerResources(prepareResources),
    securityContext: restrictedContainer(),
    volumeMounts: [
      { name: 'mongod-files', mountPath: '/etc/mongod', readOnly: true },
      { name: keyfileVolume, mountPath: '/etc/keyfile', readOnly: true },
      { name: 'run', mountPath: '/run/mongo' },
      { name: 'agent-home', mountPath: agentHome },
      ...tlsMounts(set, 'prepare'),
    ],
  };
}

function mongod(set: MongoSet): k8s.Container {
  const { image, resources, startupSeconds, storage } = set;
  const open = { tcpSocket: { port: 'mongodb' } };
  return {
    name: 'mongod',
    image,
    imagePullPolicy: 'IfNotPresent',
    command: ['bash', '/etc/mongod/start.sh', `$(POD_NAME).${membersDomain(set)}`, '$(POD_IP)'],
    env: [fromPod('POD_NAME', 'metadata.name'), fromPod('POD_IP', 'status.podIP')],
    ports: [{ name: 'mongodb', containerPort: mongodPort, protocol: 'TCP' }],
    // The port opens once recovery is over, and stays open in an initial sync or a rollback, which a restart would only begin again.
    startupProbe: { ...open, periodSeconds: 5, timeoutSeconds: 5, failureThreshold: Math.ceil(startupSeconds / 5) },
    livenessProbe: { ...open, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 6 },
    readinessProbe: {
      httpGet: { path: agentPaths.ready, port: agentPort },
      periodSeconds: 5,
      timeoutSeconds: 3,
      failureThreshold: 3,
    },
    lifecycle: { preStop: { httpGet: { path: agentPaths.drain, port: agentPort } } },
    resources: containerResources(resources),
    securityContext: restrictedContainer(),
    volumeMounts: [
      ...claimMounts(storage, mongoPaths.data),
      { name: 'mongod-files', mountPath: '/etc/mongod', readOnly: true },
      { name: 'run', mountPath: '/run/mongo', readOnly: true },
      ...tlsMounts(set, 'mongod'),
    ],
  };
}

function agent(set: MongoSet): k8s.Container {
  const { image, users, zoneTags } = set;
  return {
    name: 'agent',
    image,
    imagePullPolicy: 'IfNotPresent',
    command: ['mongosh', '--nodb', '--norc', '--quiet', '--file', `${agentDirectory}/${agentFiles.start}`],
    env: [
      fromPod('POD_NAME', 'metadata.name'),
      fromPod('POD_IP', 'status.podIP'),
      fromPod('NODE_NAME', 'spec.nodeName'),
      ...(zoneTags ? [fromNode('NODE_ZONE', 'zone'), fromNode('NODE_REGION', 'region')] : []),
      { name: 'HOME', value: agentHome },
    ],
    ports: [{ name: 'agent', containerPort: agentPort, protocol: 'TCP' }],
    livenessProbe: {
      httpGet: { path: agentPaths.alive, port: 'agent' },
      initialDelaySeconds: 10,
      periodSeconds: 30,
      timeoutSeconds: 5,
      failureThreshold: 4,
      // On SIGTERM the agent waits for mongod to end, which a restart of the agent alone must not wait for.
      terminationGracePeriodSeconds: 1,
    },
    readinessProbe: { tcpSocket: { port: 'agent' }, periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 3 },
    resources: containerResources(mongoshResources),
    securityContext: restrictedContainer(),
    volumeMounts: [
      { name: 'agent-files', mountPath: agentDirectory, readOnly: true },
      { name: 'agent-home', mountPath: agentHome },
      { name: 'run', mountPath: '/run/mongo', readOnly: true },
      apiToken.mount,
      ...tlsMounts(set, 'agent'),
      ...users.map(({ credentials: { name } }) => ({
        name: userVolume(name),
        mountPath: `${mongoPaths.users}/${name}`,
        readOnly: true,
      })),
    ],
  };
}

function volumes(set: MongoSet): k8s.Volume[] {
  const { keyfile, users } = set;
  return [
    { name: 'mongod-files', configMap: { name: set.configMaps.mongod, defaultMode: 0o444 } },
    { name: 'agent-files', configMap: { name: set.configMaps.agent, defaultMode: 0o444 } },
    { name: keyfileVolume, ...secretSource(keyfile.secretName, { keyfile: keyfile.key }) },
    ...users.map(({ credentials: { name } }) => ({
      name: userVolume(name),
      ...secretSource(name, { username: 'username', password: 'password' }),
    })),
    { name: 'run', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
    { name: 'agent-home', emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } },
    apiToken.volume,
    ...tlsVolumes(set),
  ];
}

const tokenSources: k8s.VolumeProjection[] = [
  { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
  { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
];

/** The token of a container that calls the API server. */
export const apiToken = readVolume('token', '/var/run/secrets/kubernetes.io/serviceaccount', {
  projected: { defaultMode: 0o440, sources: tokenSources },
});

// Kubernetes copies these labels from the node to the pod.
function fromNode(name: string, label: 'zone' | 'region'): k8s.EnvVar {
  return fromPod(name, `metadata.labels['topology.kubernetes.io/${label}']`);
}

function fromPod(name: string, fieldPath: string): k8s.EnvVar {
  return { name, valueFrom: { fieldRef: { fieldPath } } };
}
