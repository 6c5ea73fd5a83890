import type * as k8s from '../../../imports/k8s';
import { Problem } from '../../findings/problem';
import { ComposedValue, isComposed } from '../../secrets/composed-value';
import { Endpoint } from '../../network/endpoint';
import { Findings, shown } from '../../findings/findings';
import { dataKeyProblem, dnsSubdomainProblem, environmentNameProblem, labelKeyProblem } from '../../kubernetes/names';
import { instanceOf, listOf, mapOf, optional, record, Shape, Shapes, text } from '../../props/shape';
import { textProblem } from '../../kubernetes/text';
import { SecretKey, SecretRef } from '../../secrets/secret-ref';
import { endpointShape } from '../../network/endpoint';
import { secretRefShape } from '../../pods/pull-secrets';

export interface EnvironmentProps {
  /**
   * Environment variables that are no secrets: texts, values composed of secrets such as a database's connection, keys of ConfigMaps,
   * and facts of the pod. A text may refer to variables before it by `$(NAME)`; those from `secrets` stand first.
   * @default - `PORT` alone, the main port
   */
  readonly env?: Readonly<Record<string, EnvironmentValue>>;
  /**
   * Environment variables that are keys of Secrets.
   * @default - none
   */
  readonly secrets?: Readonly<Record<string, SecretKey>>;
  /**
   * Secrets whose keys all become environment variables, with a prefix before each.
   * @default - none
   */
  readonly secretsFrom?: readonly { readonly secret: SecretRef; readonly prefix?: string }[];
}

export type EnvironmentValue = string | ComposedValue | ConfigMapKey | PodField;

/** A key of a ConfigMap that exists in the namespace. */
export interface ConfigMapKey {
  readonly configMap: string;
  readonly key: string;
}

/** A fact of the pod, such as `metadata.name`, `status.podIP` or `spec.nodeName` (the downward API). */
export interface PodField {
  readonly field: string;
}

export const secretKeyShape = instanceOf(SecretKey, 'a key of a SecretRef', 'secretRef.key(…)');

const composedShape = mapOf(secretKeyShape);

const valueShape: Shape = {
  wanted: 'an environment variable',
  misfit: (value) => {
    const notText = typeof value === 'object' && value !== null ? undefined : notTextProblem(value);
    if (notText !== undefined) return { at: '', ...notText };
    if (!isComposed(value)) return undefined;
    return (
      composedShape.misfit(value.secrets) ??
      optional(composedShape).misfit(value.files) ??
      optional(endpointShape).misfit(value.endpoint)
    );
  },
};

export const environmentShapes: Shapes<EnvironmentProps> = {
  env: optional(mapOf(valueShape)),
  secrets: optional(mapOf(secretKeyShape)),
  secretsFrom: optional(listOf(record({ secret: secretRefShape, prefix: optional(text) }))),
};

const podFields = [
  ...['metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName'],
  ...['status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs'],
];

/**
 * The variables in an order in which every `$(NAME)` refers to one before it: those from Secrets first, then `env` as given, each
 * composed value after the variables that it is composed of. The kubelet expands no other reference.
 */
export function environmentVariables(given: EnvironmentProps): k8s.EnvVar[] {
  return [
    ...Object.entries(given.secrets ?? {}).map(([name, key]) => fromSecret(name, key)),
    ...Object.entries(given.env ?? {}).flatMap(([name, value]) => variables(name, value)),
  ];
}

/** The Secrets that are variables as a whole. */
export function environmentSources(given: EnvironmentProps): k8s.EnvFromSource[] {
  return (given.secretsFrom ?? []).map(({ secret, prefix }) => ({
    ...(prefix === undefined ? {} : { prefix }),
    secretRef: { name: secret.name },
  }));
}

/** The endpoints that the values are read to connect to. */
export function endpointsOf(given: EnvironmentProps): Endpoint[] {
  return Object.values(given.env ?? {}).flatMap((value) =>
    isComposed(value) && value.endpoint !== undefined ? [value.endpoint] : [],
  );
}

/** The files that the values' readers find. */
export function composedFiles(given: EnvironmentProps): Record<string, SecretKey> {
  const files = Object.values(given.env ?? {}).map((value) => (isComposed(value) ? value.files : undefined));
  return Object.assign({}, ...files) as Record<string, SecretKey>;
}

/** Reports names that are no variable names, names given twice, and values of other types. */
export function checkEnvironment(findings: Findings, given: EnvironmentProps, namespace: string | undefined): void {
  for (const [name, key] of Object.entries(given.secrets ?? {}) as [string, unknown][]) {
    findings.add('secrets name', environmentNameProblem(name));
    findings.add(`secrets ${shown(name)}`, secretKeyProblem(key, namespace));
  }
  for (const [name, value] of Object.entries(given.env ?? {})) {
    findings.add('env name', environmentNameProblem(name));
    findings.add(`env ${shown(name)}`, valueProblem(name, value, namespace));
  }
  for (const { secret, prefix } of given.secretsFrom ?? []) {
    if (prefix !== undefined) findings.add('secretsFrom prefix', environmentNameProblem(prefix));
    findings.add('secretsFrom', namespaceProblem(secret.namespace, namespace));
  }
  const seen = new Set<string>();
  for (const name of variableNames(given)) {
    if (seen.has(name))
      findings.add(`variable ${shown(name)}`, {
        code: 'not-unique',
        want: 'is given twice, in env and in secrets',
        write: 'keep one of them',
      });
    seen.add(name);
  }
}

/** What is wrong with a value that must be a SecretKey of the pods' own namespace; pods see no other. */
export function secretKeyProblem(key: unknown, namespace: string | undefined): Problem | undefined {
  if (!(key instanceof SecretKey)) return secretKeyShape.misfit(key);
  return namespaceProblem(key.namespace, namespace);
}

function variables(name: string, value: EnvironmentValue): k8s.EnvVar[] {
  if (isComposed(value)) {
    const sources = Object.entries(value.secrets).map(([suffix, key]) => fromSecret(`${name}_${suffix}`, key));
    return [...sources, { name, value: value.text(name) }];
  }
  if (isConfigMapKey(value))
    return [{ name, valueFrom: { configMapKeyRef: { name: value.configMap, key: value.key } } }];
  if (isPodField(value)) return [{ name, valueFrom: { fieldRef: { fieldPath: value.field } } }];
  return [{ name, value }];
}

function fromSecret(name: string, key: SecretKey): k8s.EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: key.secretName, key: key.key } } };
}

function variableNames(given: EnvironmentProps): string[] {
  const fromEnv = Object.entries(given.env ?? {}).flatMap(([name, value]) => [
    ...(isComposed(value) ? Object.keys(value.secrets).map((suffix) => `${name}_${suffix}`) : []),
    name,
  ]);
  return [...Object.keys(given.secrets ?? {}), ...fromEnv];
}

function valueProblem(name: string, value: unknown, namespace: string | undefined): Problem | undefined {
  if (typeof value === 'string') return undefined;
  if (value instanceof SecretKey)
    return { code: 'invalid-value', want: 'must be no secret', got: 'a SecretKey', write: 'move it to secrets' };
  if (value instanceof SecretRef)
    return {
      code: 'invalid-value',
      want: 'must be no secret',
      got: 'a SecretRef',
      write: `write secrets: { ${name}: secretRef.key(${shown(value.keys[0] ?? 'key')}) }`,
    };
  if (isComposed(value)) {
    const composed: unknown = value.text(name);
    if (typeof composed !== 'string')
      return {
        code: 'missing-prop',
        want: 'must have a text that is a string',
        got: shown(composed),
        write: 'write $(NAME)',
      };
    return (
      Object.values(value.secrets)
        .map((key) => secretKeyProblem(key, namespace))
        .find((problem) => problem !== undefined) ?? reachProblem(value.endpoint, namespace)
    );
  }
  if (isConfigMapKey(value)) return dnsSubdomainProblem(value.configMap) ?? dataKeyProblem(value.key);
  if (isPodField(value)) {
    const [, key] = /^metadata\.(?:labels|annotations)\['([^']+)'\]$/.exec(value.field) ?? [];
    const known = podFields.includes(value.field) || (key !== undefined && labelKeyProblem(key) === undefined);
    return known
      ? undefined
      : {
          code: 'invalid-value',
          want: 'must be a field that the downward API has',
          got: shown(value.field),
          write: `write one of ${podFields.join(', ')}`,
        };
  }
  return notTextProblem(value);
}

function notTextProblem(value: unknown): Problem | undefined {
  const isAbsent = value === undefined || value === null || Number.isNaN(value);
  return isAbsent
    ? { code: 'invalid-value', want: 'must be a string', got: shown(value), write: 'leave it out' }
    : textProblem(value);
}

/** Pods that let in by a label look for it in their own namespace. */
function reachProblem(endpoint: Endpoint | undefined, namespace: string | undefined): Problem | undefined {
  if (endpoint?.clientLabels === undefined || endpoint.namespace === namespace) return undefined;
  return {
    code: 'invalid-value',
    want: 'leads to pods that let in none but those of their namespace',
    got: `${shown(endpoint.namespace)} from ${shown(namespace)}`,
    write: 'make the backend in that namespace',
  };
}

/** What is wrong with a Secret that pods of a namespace are to use. */
export function namespaceProblem(given: string | undefined, namespace: string | undefined): Problem | undefined {
  if (given === namespace) return undefined;
  return {
    code: 'invalid-value',
    want: `must be of the pods' namespace ${shown(namespace)}`,
    got: `one of ${shown(given)}`,
    write: 'make the SecretRef in the same chart',
  };
}

function isConfigMapKey(value: unknown): value is ConfigMapKey {
  return isMap(value) && typeof value.configMap === 'string' && typeof value.key === 'string';
}

function isPodField(value: unknown): value is PodField {
  return isMap(value) && typeof value.field === 'string';
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
