import type * as k8s from '../../../imports/k8s';
import { nameOrObject } from '../../construct/named-object';
import { Problem, quoted } from '../../findings/problem';
import { Findings } from '../../findings/findings';
import { thrownProblem } from '../../findings/thrown';
import { environmentNameProblem } from '../../kubernetes/names';
import { NetworkEndpoint, reachProblem } from '../../network/endpoint';
import { OutsideHost } from '../../network/outside-host';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { record } from '../../props/record';
import { string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { union } from '../../props/union';
import { isEnvTemplate } from '../../secrets/env-template';
import { SecretKey } from '../../secrets/secret-ref';
import { DecidedEnvironmentValue, EnvironmentValue, environmentValue } from './environment-value';
import { namespaceProblem } from '../../pods/pull-secrets';
import { secretKey, secretRef } from '../../secrets/given-secret';

const variableName = string({ check: environmentNameProblem });

const prefix = {
  /** The beginning of each variable's name, before the key. @default - the keys are the names */
  prefix: optional(variableName),
};

const wholeSecret = object({
  /** The SecretRef, or a Secret of the program. */
  secret: secretRef,
  ...prefix,
});

const wholeConfigMap = object({
  /** The name of a ConfigMap that exists, or one of the program. */
  configMap: nameOrObject('ConfigMap'),
  ...prefix,
});

/** A Secret whose keys all become environment variables. */
export interface WholeSecret extends PropsOf<typeof wholeSecret>, Props {}

/** A ConfigMap whose keys all become environment variables. */
export interface WholeConfigMap extends PropsOf<typeof wholeConfigMap>, Props {}

/** The props of environment variables. */
export const environment = object({
  /**
   * Environment variables that are no secrets: strings, templates with keys of Secrets such as a database's connection, keys of ConfigMaps,
   * fields of the pod, and hosts and Services, which are the address `host:port` and a target of the NetworkPolicy: a Service with several
   * ports as `{ service, port: 'grpc' }`. A string may refer to variables before it by `$(NAME)`; those of `secrets` come first.
   * @default - `PORT` alone, the main port; none for a BackendWorker
   */
  env: record(variableName, named<EnvironmentValue, DecidedEnvironmentValue>(environmentValue), { default: {} }),
  /** Environment variables that are keys of Secrets: `secretRef.key('password')`, or `{ secret, key }` of a Secret of the program. @default - none */
  secrets: record(variableName, secretKey, { default: {} }),
  /**
   * Secrets and ConfigMaps whose keys all become environment variables, with a prefix before each. A later one counts more than those before
   * it, and `env` and `secrets` more than all. A ConfigMap that changes reaches pods that start after it.
   * @default - none
   */
  envFrom: array(
    union([
      named<WholeSecret, Decided<typeof wholeSecret>>(wholeSecret),
      named<WholeConfigMap, Decided<typeof wholeConfigMap>>(wholeConfigMap),
    ]),
    { default: [] },
  ),
});

/** The props of environment variables, as a program writes them. */
export interface EnvironmentProps extends PropsOf<typeof environment>, Props {}

/** The environment variables of a container with every default decided. */
export interface Environment extends Decided<typeof environment> {}

/**
 * Returns the variables in an order in which every `$(NAME)` refers to one before it: those from Secrets first, then `env` as given, each
 * template after the variables that it refers to. The kubelet expands no other reference.
 */
export function environmentVariables({ secrets, env }: Environment): k8s.EnvVar[] {
  return [
    ...Object.entries(secrets).map(([name, key]) => fromSecret(name, key)),
    ...Object.entries(env).flatMap(([name, value]) => variables(name, value)),
  ];
}

/** Returns the Secrets and ConfigMaps that are variables as a whole. */
export function environmentSources({ envFrom }: Environment): k8s.EnvFromSource[] {
  return envFrom.map((source) => ({
    prefix: source.prefix,
    ...('secret' in source
      ? { secretRef: { name: source.secret.name } }
      : { configMapRef: { name: source.configMap } }),
  }));
}

/** Returns the endpoints and hosts that the readers of the values connect to. */
export function endpointsOf({ env }: Environment): (NetworkEndpoint | OutsideHost)[] {
  return Object.values(env).flatMap((value) => (isEnvTemplate(value) ? (value.endpoint ?? []) : []));
}

/** Returns the files that the readers of the values need. */
export function templateFiles({ env }: Environment): Record<string, SecretKey> {
  const files = Object.values(env).map((value) => (isEnvTemplate(value) ? value.files : undefined));
  return Object.assign({}, ...files) as Record<string, SecretKey>;
}

/** Reports names that are given twice, and Secrets and endpoints of another namespace. */
export function checkEnvironment(
  findings: Findings,
  { props, namespace }: { readonly props: Environment; readonly namespace: string | undefined },
): void {
  for (const [name, key] of Object.entries(props.secrets))
    findings.add(`secrets[${quoted(name)}]`, namespaceProblem(key.namespace, namespace));
  for (const [name, value] of Object.entries(props.env))
    findings.add(`env[${quoted(name)}]`, templateProblem(name, value, namespace));
  for (const [index, source] of props.envFrom.entries())
    if ('secret' in source)
      findings.add(`envFrom[${index}].secret`, namespaceProblem(source.secret.namespace, namespace));
  const seen = new Set<string>();
  for (const name of variableNames(props)) {
    const want = 'is given twice, in env and in secrets';
    if (seen.has(name)) findings.add(`env[${quoted(name)}]`, { code: 'not-unique', want, write: 'keep one of them' });
    seen.add(name);
  }
}

function variables(name: string, value: DecidedEnvironmentValue): k8s.EnvVar[] {
  if (typeof value === 'string') return [{ name, value }];
  if (isEnvTemplate(value)) {
    const sources = Object.entries(value.secrets).map(([suffix, key]) => fromSecret(`${name}_${suffix}`, key));
    return [...sources, { name, value: value.text(name) }];
  }
  return [{ name, valueFrom: value }];
}

function fromSecret(name: string, key: SecretKey): k8s.EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: key.secretName, key: key.key } } };
}

function variableNames({ secrets, env }: Environment): string[] {
  const fromEnv = Object.entries(env).flatMap(([name, value]) => [
    ...(isEnvTemplate(value) ? Object.keys(value.secrets).map((suffix) => `${name}_${suffix}`) : []),
    name,
  ]);
  return [...Object.keys(secrets), ...fromEnv];
}

function templateProblem(
  name: string,
  value: DecidedEnvironmentValue,
  namespace: string | undefined,
): Problem | undefined {
  if (!isEnvTemplate(value)) return undefined;
  const expanded: unknown = value.text(name);
  if (expanded instanceof Error) return thrownProblem(expanded);
  if (typeof expanded !== 'string') {
    const want = 'must have a text that is a string';
    return { code: 'invalid-type', want, got: quoted(expanded), write: 'write $(NAME)' };
  }
  const elsewhere = Object.values(value.secrets).find((key) => key.namespace !== namespace);
  if (elsewhere !== undefined) return namespaceProblem(elsewhere.namespace, namespace);
  const { endpoint } = value;
  return endpoint === undefined || 'host' in endpoint ? undefined : reachProblem(endpoint, namespace);
}
