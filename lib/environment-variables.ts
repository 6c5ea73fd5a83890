import { k8s } from '../imports/k8s';
import { ComposedValue } from './composed-value';
import { Findings, shown } from './findings';
import { environmentNameProblem } from './names';
import { SecretKey } from './secret-ref';

/** A container's environment: literals and composed values, and the values that come from Secrets. */
export interface EnvironmentVariables {
  readonly env?: Readonly<Record<string, string | ComposedValue>>;
  readonly secrets?: Readonly<Record<string, SecretKey>>;
}

/**
 * The variables in an order in which every `$(NAME)` refers to one before it: those from Secrets first, then `env` as given, each
 * composed value after the variables that it is composed of. The kubelet expands no other reference.
 */
export function environmentVariables(given: EnvironmentVariables): k8s.EnvVar[] {
  return [
    ...Object.entries(given.secrets ?? {}).map(([name, key]) => fromSecret(name, key)),
    ...Object.entries(given.env ?? {}).flatMap(([name, value]) =>
      isComposed(value) ? composed(name, value) : [{ name, value }],
    ),
  ];
}

/** Reports names that are no variable names, a name given twice, and values of another type than string or SecretKey. */
export function checkEnvironment(findings: Findings, given: EnvironmentVariables): void {
  for (const [name, key] of Object.entries(given.secrets ?? {})) {
    findings.add('secrets name', environmentNameProblem(name));
    if (!(key instanceof SecretKey)) {
      findings.add(
        `secrets ${shown(name)}`,
        `must be a key of a SecretRef, got a ${typeof key}; write secretRef.key(…)`,
      );
    }
  }
  for (const [name, value] of Object.entries(given.env ?? {}) as [string, unknown][]) {
    findings.add('env name', environmentNameProblem(name));
    if (typeof value === 'string' || isComposed(value)) continue;
    const fix = value instanceof SecretKey ? 'move it to secrets' : `write ${shown(String(value))}`;
    findings.add(
      `env ${shown(name)}`,
      `must be a string, got ${value instanceof SecretKey ? 'a SecretKey' : shown(value)}; ${fix}`,
    );
  }
  const seen = new Set<string>();
  for (const name of variableNames(given)) {
    if (seen.has(name))
      findings.add(`variable ${shown(name)}`, 'is given twice, in env and in secrets; keep one of them');
    seen.add(name);
  }
}

/** The endpoints that the values are read to connect to. */
export function endpointsOf(given: EnvironmentVariables): NonNullable<ComposedValue['endpoint']>[] {
  return Object.values(given.env ?? {}).flatMap((value) =>
    isComposed(value) && value.endpoint !== undefined ? [value.endpoint] : [],
  );
}

function composed(variable: string, value: ComposedValue): k8s.EnvVar[] {
  return [
    ...Object.entries(value.secrets).map(([suffix, key]) => fromSecret(`${variable}_${suffix}`, key)),
    { name: variable, value: value.text(variable) },
  ];
}

function fromSecret(name: string, key: SecretKey): k8s.EnvVar {
  return { name, valueFrom: { secretKeyRef: { name: key.secretName, key: key.key } } };
}

function variableNames(given: EnvironmentVariables): string[] {
  const composedNames = Object.entries(given.env ?? {}).flatMap(([name, value]) => [
    ...(isComposed(value) ? Object.keys(value.secrets).map((suffix) => `${name}_${suffix}`) : []),
    name,
  ]);
  return [...Object.keys(given.secrets ?? {}), ...composedNames];
}

function isComposed(value: unknown): value is ComposedValue {
  return typeof value === 'object' && value !== null && 'text' in value && 'secrets' in value;
}
