import type * as k8s from '../../../imports/k8s';
import { Problem, quoted } from '../../findings/problem';
import { Findings } from '../../findings/findings';
import { thrownProblem } from '../../findings/thrown';
import { dnsSubdomainProblem, environmentNameProblem } from '../../kubernetes/names';
import { NetworkEndpoint } from '../../network/endpoint';
import { array } from '../../props/array';
import { object } from '../../props/object';
import { record } from '../../props/record';
import { string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf } from '../../props/schema';
import { union } from '../../props/union';
import { isEnvTemplate } from '../../secrets/env-template';
import { SecretKey } from '../../secrets/secret-ref';
import { EnvironmentValue, environmentValue } from './environment-value';
import { namespaceProblem, secretKey, secretRef } from '../../pods/pull-secrets';

const variableName = string({ check: environmentNameProblem });

const prefix = {
  /** The beginning of each variable's name, before the key. @default - the keys are the names */
  prefix: optional(variableName),
};

const wholeSecret = object({
  /** The Secret. */
  secret: secretRef,
  ...prefix,
});

const wholeConfigMap = object({
  /** The name of a ConfigMap that exists. */
  configMap: string({ check: dnsSubdomainProblem }),
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
   * and fields of the pod. A string may refer to variables before it by `$(NAME)`; those of `secrets` come first.
   * @default - `PORT` alone, the main port
   */
  env: record(variableName, named<EnvironmentValue>(environmentValue), { default: {} }),
  /** Environment variables that are keys of Secrets. @default - none */
  secrets: record(variableName, secretKey, { default: {} }),
  /**
   * Secrets and ConfigMaps whose keys all become environment variables, with a prefix before each. A later one counts more than those before
   * it, and `env` and `secrets` more than all. A ConfigMap that changes reaches pods that start after it.
   * @default - none
   */
  envFrom: array(union([named<WholeSecret>(wholeSecret), named<WholeConfigMap>(wholeConfigMap)]), { default: [] }),
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

/** Returns the endpoints that the readers of the values connect to. */
export function endpointsOf({ env }: Environment): NetworkEndpoint[] {
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

function variables(name: string, value: EnvironmentValue): k8s.EnvVar[] {
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

function templateProblem(name: string, value: EnvironmentValue, namespace: string | undefined): Problem | undefined {
  if (!isEnvTemplate(value)) return undefined;
  const expanded: unknown = value.text(name);
  if (expanded instanceof Error) return thrownProblem(expanded);
  if (typeof expanded !== 'string') {
    const want = 'must have a text that is a string';
    return { code: 'invalid-type', want, got: quoted(expanded), write: 'write $(NAME)' };
  }
  const elsewhere = Object.values(value.secrets).find((key) => key.namespace !== namespace);
  return elsewhere === undefined
    ? reachProblem(value.endpoint, namespace)
    : namespaceProblem(elsewhere.namespace, namespace);
}

/** Returns the problem of pods that let in other pods by a label, and those only of their namespace. */
function reachProblem(endpoint: NetworkEndpoint | undefined, namespace: string | undefined): Problem | undefined {
  if (endpoint?.clientLabels === undefined || endpoint.namespace === namespace) return undefined;
  return {
    code: 'conflict',
    want: 'leads to pods that let in only those of their namespace',
    got: `${quoted(endpoint.namespace)} from ${quoted(namespace)}`,
    write: 'create the backend in that namespace',
  };
}
