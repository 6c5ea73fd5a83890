import { areas } from '../backend-service/model/props';
import { field, groupKind, KubernetesManifest } from '../manifests/manifest';
import { isMap } from '../props/map';
import { Expression, Value, Values } from './program/expression';
import { ProgramConstruct } from './program/program';
import { Remainder } from './source/remainder';
import { readContainers } from './backend/containers';
import { environmentProps } from './backend/environment-props';
import { healthProps } from './backend/health-props';
import { identityProps, pullSecretProps, securityProps } from './backend/identity-props';
import { labelProps } from './backend/label-props';
import { networkProps } from './service/network-props';
import { portProps } from './backend/port-props';
import { podContainerProps } from './backend/pod-containers';
import { Chosen, keeps, podPath, present, Reading, SecretVariables } from './backend/reading';
import { resourceProps } from './backend/resource-props';
import { rolloutProps, schedulingProps } from './backend/rollout-props';
import { scaleProps } from './backend/scale-props';
import { besideProps, serviceOf } from './service/beside';
import { serviceProps } from './service/service-props';
import { unfitness } from './backend/unfit';
import { volumeProps } from './backend/volume-props';

/** A Deployment as a construct says it, with every prop that says anything. */
export interface ReadWorkload {
  readonly construct: ProgramConstruct;
  /** The objects of the source that the construct takes the place of, the Deployment first. */
  readonly absorbed: readonly KubernetesManifest[];
  /** The reasons why it cannot; none if it can. */
  readonly reasons: readonly string[];
}

/** The settings by which workloads are read. */
export interface WorkloadSettings {
  readonly secrets: SecretVariables;
  readonly chosen: Chosen;
  /** The rules that objects of the source break, by the objects' identities. */
  readonly broken: ReadonlyMap<string, readonly string[]>;
  /** Returns the expression that takes the place of a variable of a workload; undefined for its value. */
  readonly expressionOf: (workload: string, variable: string) => Expression | undefined;
}

/** Reads a Deployment, its Service and account and autoscaler, and these of the `objectsBeside` it. */
export function readWorkload(
  source: KubernetesManifest,
  all: readonly KubernetesManifest[],
  { secrets, chosen, expressionOf }: Omit<WorkloadSettings, 'broken'>,
  beside: readonly KubernetesManifest[] = [],
): ReadWorkload {
  const { name } = source.metadata;
  const deployment = new Remainder(source);
  const service = serviceOf(source, all);
  const { container, others, reasons } = readContainers(source, service);
  for (const list of ['containers', 'initContainers']) deployment.take(...podPath, list);
  const reading: Reading = {
    id: name,
    source,
    deployment,
    container,
    others,
    secrets,
    all,
    chosen,
    expressionOf: (variable) => expressionOf(name, variable),
    reasons: [...unfitness(source), ...reasons],
  };
  const ports = portProps(
    reading,
    service,
    beside.filter(({ kind }) => kind === 'Service'),
  );
  const identity = identityProps(reading);
  const scheduling = schedulingProps(reading);
  const rollout = rolloutProps(reading);
  const scale = scaleProps(reading, rollout['replicas']);
  const rest = all.filter((each) => !beside.includes(each));
  const ofService =
    service === undefined
      ? { props: {}, left: undefined }
      : serviceProps(service, rest, ports.props['servicePort'], ports.repeated);
  const ofBeside = service === undefined ? undefined : besideProps(beside, { id: name, service, ports, others: rest });
  if (beside.length > 0) reading.reasons.push(...(ofBeside?.reasons ?? ['a BackendWorker has no Service']));
  const labels = labelProps(reading);
  const volumes = volumeProps(reading);
  const props: Values = {
    ...programProps(reading),
    ...pullSecretProps(reading),
    ...ports.props,
    ...scheduling,
    ...rollout,
    ...scale.props,
    ...healthProps(reading, ports, service !== undefined),
    ...volumes.props,
    ...resourceProps(reading, false),
    ...securityProps(reading, ports.props['port']),
    ...podContainerProps(reading, ports, volumes),
    ...identity.props,
    ...environmentProps(reading),
    ...ofService.props,
    ...ofBeside?.props,
    ...networkProps(reading),
    ...labels,
    adopt: keeps(reading, 'names', true)
      ? adopted(labels, identity.props, { adopt: { service: service?.metadata.name } })
      : undefined,
    overrides: present({
      deployment: merged(deploymentOverrides(reading), scale.overrides['deployment']),
      service: ofService.left as Value,
      serviceAccount: accountOverrides(identity.account),
      ...ofBeside?.overrides,
      autoscaler: scale.overrides['autoscaler'],
    }),
  };
  return {
    construct: { type: service === undefined ? 'BackendWorker' : 'BackendService', id: name, props: inOrder(props) },
    absorbed: [
      source,
      ...[service, identity.account].filter((each) => each !== undefined),
      ...scale.absorbed,
      ...beside,
    ],
    reasons: reading.reasons,
  };
}

function programProps({ container }: Reading): Values {
  const take = (name: string): Value => container.take(name) as Value;
  take('name');
  return {
    image: take('image'),
    command: take('command'),
    args: take('args'),
    imagePullPolicy: take('imagePullPolicy'),
  };
}

function adopted(...parts: readonly Values[]): Values {
  return Object.assign({}, ...parts.map(({ adopt }) => adopt)) as Values;
}

/** Returns the fields of a Deployment that no prop says. */
function deploymentOverrides({ id, deployment, container }: Reading): Value {
  for (const name of ['apiVersion', 'kind', 'status']) deployment.take(name);
  for (const name of ['name', 'namespace']) deployment.take('metadata', name);
  if (container.left !== undefined) deployment.put([{ name: id, ...container.left }], ...podPath, 'containers');
  return deployment.left as Value;
}

function accountOverrides(account: KubernetesManifest | undefined): Value {
  const rest = new Remainder(account);
  for (const name of ['apiVersion', 'kind', 'automountServiceAccountToken']) rest.take(name);
  for (const name of ['name', 'namespace', 'labels']) rest.take('metadata', name);
  return rest.left as Value;
}

function merged(one: Value, other: Value): Value {
  if (!isMap(one) || !isMap(other)) return one ?? other;
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return Object.fromEntries(keys.map((key) => [key, merged(one[key], other[key])]));
}

const order = areas.flatMap(({ props }) => Object.keys(props.entries));

/** Returns props in the order of the reference, without those that are not set. */
function inOrder(props: Values): Values {
  const known = Object.keys(props).sort((one, other) => order.indexOf(one) - order.indexOf(other));
  return present(Object.fromEntries(known.map((name) => [name, props[name]]))) ?? {};
}

/** Tells whether an object is a Deployment, in whatever version. */
export function isDeployment(manifest: KubernetesManifest): boolean {
  return (
    ['apps/Deployment', 'extensions/Deployment'].includes(groupKind(manifest)) && field(manifest, 'spec') !== undefined
  );
}
