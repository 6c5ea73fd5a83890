import { areas } from '../../backend-service/model/props';
import { field, groupKind, KubernetesManifest } from '../../manifests/manifest';
import { servedBy } from '../../manifests/selected-workloads';
import { isMap } from '../../props/map';
import { Expression, Value, Values } from '../program/expression';
import { ProgramConstruct } from '../program/program';
import { Remainder } from '../source/remainder';
import { environmentProps } from './environment-props';
import { healthProps } from './health-props';
import { identityProps, pullSecretProps, securityProps } from './identity-props';
import { labelProps } from './label-props';
import { networkProps } from './network-props';
import { portProps } from './port-props';
import { Chosen, keeps, maps, podPath, present, Reading, SecretVariables } from './reading';
import { resourceProps } from './resource-props';
import { rolloutProps, schedulingProps } from './rollout-props';
import { scaleProps } from './scale-props';
import { isOrdinary, serviceProps } from './service-props';
import { unfitness } from './unfit';
import { volumeProps } from './volume-props';

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
  /** Returns the expression that takes the place of a variable of a workload; undefined for its value. */
  readonly expressionOf: (workload: string, variable: string) => Expression | undefined;
}

/** Reads a Deployment, its Service and the objects beside it. */
export function readWorkload(
  source: KubernetesManifest,
  all: readonly KubernetesManifest[],
  { secrets, chosen, expressionOf }: WorkloadSettings,
): ReadWorkload {
  const { name } = source.metadata;
  const deployment = new Remainder(source);
  const [container] = maps(deployment.take(...podPath, 'containers'));
  const reading: Reading = {
    id: name,
    source,
    deployment,
    container: new Remainder(container),
    secrets,
    all,
    chosen,
    expressionOf: (variable) => expressionOf(name, variable),
    reasons: unfitness(source),
  };
  const service = serviceOf(source, all);
  const ports = portProps(reading, service);
  const identity = identityProps(reading);
  const scheduling = schedulingProps(reading);
  const rollout = rolloutProps(reading);
  const scale = scaleProps(reading, rollout['replicas']);
  const ofService = service === undefined ? { props: {}, left: undefined } : serviceProps(service, all);
  const labels = labelProps(reading);
  const props: Values = {
    ...programProps(reading),
    ...pullSecretProps(reading),
    ...ports.props,
    ...scheduling,
    ...rollout,
    ...scale.props,
    ...healthProps(reading, ports, service !== undefined),
    ...volumeProps(reading),
    ...resourceProps(reading),
    ...securityProps(reading, ports.props['port']),
    ...identity.props,
    ...environmentProps(reading),
    ...ofService.props,
    ...networkProps(reading),
    ...labels,
    adopt: keeps(reading, 'names', true) ? adopted(labels, identity.props, ofService.props) : undefined,
    overrides: present({
      deployment: merged(deploymentOverrides(reading), scale.overrides['deployment']),
      service: ofService.left as Value,
      serviceAccount: accountOverrides(identity.account),
      autoscaler: scale.overrides['autoscaler'],
    }),
  };
  return {
    construct: { type: service === undefined ? 'BackendWorker' : 'BackendService', id: name, props: inOrder(props) },
    absorbed: [source, ...[service, identity.account].filter((each) => each !== undefined), ...scale.absorbed],
    reasons: reading.reasons,
  };
}

/** Returns the Service that a backend has as its own: that of its name, or the first that leads to its pods alone. */
function serviceOf(source: KubernetesManifest, all: readonly KubernetesManifest[]): KubernetesManifest | undefined {
  const own = all.filter((each) => {
    const pods = servedBy(each, all);
    return pods.length === 1 && pods[0] === source && isOrdinary(each);
  });
  return own.find(({ metadata }) => metadata.name === source.metadata.name) ?? own[0];
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
