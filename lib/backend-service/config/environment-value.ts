import { Problem, quoted } from '../../findings/problem';
import { dataKeyProblem, dnsSubdomainProblem, labelKeyProblem } from '../../kubernetes/names';
import { endpoint } from '../../network/endpoint';
import { object, parsedEntries } from '../../props/object';
import { record } from '../../props/record';
import { string } from '../../props/scalar';
import { mistyped, optional, Parsed, Props, PropsOf, Schema } from '../../props/schema';
import { union } from '../../props/union';
import { EnvTemplate, isEnvTemplate } from '../../secrets/env-template';
import { SecretKey, SecretRef } from '../../secrets/secret-ref';
import { filePathProblem } from './files';
import { secretKey } from '../../pods/pull-secrets';

const podFields = [
  ...['metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName'],
  ...['status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs'],
];

const configMapKeyRef = object({
  /** A key of a ConfigMap that exists in the namespace. */
  configMapKeyRef: object({
    /** The ConfigMap's name. */
    name: string({ check: dnsSubdomainProblem }),
    /** The key. */
    key: string({ check: dataKeyProblem }),
  }),
});

const fieldRef = object({
  /** A field of the pod (the downward API). */
  fieldRef: object({
    /** The field's path, such as `metadata.name`, `status.podIP` or `spec.nodeName`. */
    fieldPath: string({ check: fieldPathProblem }),
  }),
});

const templateParts = {
  secrets: record(string(), secretKey),
  files: optional(record(string({ check: filePathProblem }), secretKey)),
  endpoint: optional(endpoint),
};

const template: Schema<EnvTemplate> = {
  wanted: 'an EnvTemplate',
  parse: (value) => {
    if (!isEnvTemplate(value)) return mistyped('an EnvTemplate', value);
    const { secrets, files, endpoint } = value;
    const { typed, issues } = parsedEntries(templateParts, { secrets, files, endpoint });
    if (!typed) return { typed, issues };
    return { typed, value: { secrets, files, endpoint, text: (variable) => textOf(value, variable) }, issues };
  },
};

/** Returns the string of a template for a variable; from JavaScript anything else, and what it throws, for the checks to report. */
function textOf(given: EnvTemplate, variable: string): string {
  try {
    return given.text(variable);
  } catch (error) {
    return error as string;
  }
}

/** A key of a ConfigMap, in the words of Kubernetes' `valueFrom`. */
export interface ConfigMapKeyRef extends PropsOf<typeof configMapKeyRef>, Props {}

/** A field of the pod, in the words of Kubernetes' `valueFrom`. */
export interface FieldRef extends PropsOf<typeof fieldRef>, Props {}

/** The value of an environment variable that is no secret. */
export type EnvironmentValue = string | EnvTemplate | ConfigMapKeyRef | FieldRef;

const choice = union([string(), template, configMapKeyRef, fieldRef]);

/** The schema of the value of an environment variable that is no secret. */
export const environmentValue: Schema<EnvironmentValue> = {
  ...choice,
  plural: 'environment variables',
  parse: (value) => {
    if (value instanceof SecretKey) return refused('must be no secret', 'a SecretKey', 'move it to secrets');
    if (value instanceof SecretRef) {
      const write = `write secretRef.key(${quoted(value.keys[0] ?? 'key')}) in secrets`;
      return refused('must be no secret', 'a SecretRef', write);
    }
    if (value === undefined || value === null || Number.isNaN(value))
      return refused('must be a string', quoted(value), 'leave it out');
    return typeof value === 'object' ? choice.parse(value) : string().parse(value);
  },
};

function refused(want: string, got: string, write: string): Parsed<never> {
  return { typed: false, issues: [{ at: '', code: 'invalid-type', want, got, write }] };
}

function fieldPathProblem(field: string): Problem | undefined {
  const [, key] = /^metadata\.(?:labels|annotations)\['([^']+)'\]$/.exec(field) ?? [];
  if (podFields.includes(field) || (key !== undefined && labelKeyProblem(key) === undefined)) return undefined;
  const want = 'must be a field that the downward API has';
  return { code: 'invalid-value', want, got: quoted(field), write: `write one of ${podFields.join(', ')}` };
}
