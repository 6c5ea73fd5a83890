import { isPlainObject } from '../../findings/described';
import { Problem, quoted } from '../../findings/problem';
import { dataKeyProblem, labelKeyProblem } from '../../kubernetes/names';
import { isOfKind, NamedObject, nameOrObject } from '../../construct/named-object';
import { endpoint, NetworkEndpoint } from '../../network/endpoint';
import { OutsideHost, outsideHost } from '../../network/outside-host';
import { namedAddress, NamedServicePort, servedAddress } from '../../network/service-address';
import { object, parsedEntries } from '../../props/object';
import { record } from '../../props/record';
import { string } from '../../props/scalar';
import { Decided, mistyped, named, optional, Parsed, Props, PropsOf, Schema, typed } from '../../props/schema';
import { union } from '../../props/union';
import { EnvTemplate, isEnvTemplate } from '../../secrets/env-template';
import { SecretKey, SecretRef } from '../../secrets/secret-ref';
import { filePathProblem } from './files';
import { refKey } from '../../secrets/given-secret';

const podFields = [
  ...['metadata.name', 'metadata.namespace', 'metadata.uid', 'spec.nodeName', 'spec.serviceAccountName'],
  ...['status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs'],
];

const configMapKeyRef = object({
  /** A key of a ConfigMap that exists in the namespace. */
  configMapKeyRef: object({
    /** The ConfigMap's name, or a ConfigMap of the program. */
    name: nameOrObject('ConfigMap'),
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

const target = named<NetworkEndpoint | OutsideHost>(union([endpoint, outsideHost]));

const templateParts = {
  secrets: record(string(), refKey),
  files: optional(record(string({ check: filePathProblem }), refKey)),
  endpoint: optional(target),
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

/** A variable that is the address `host:port` of a host outside of the cluster. */
const outsideAddress = addressOf(outsideHost, (host) => host);

/** A variable that is the address `name.namespace.svc:port` of a Service of the program. */
const serviceAddress = addressOf(servedAddress, ({ endpoint }) => endpoint);

/** A variable that is the address of one port of a Service that has several. */
const servicePortAddress = addressOf(namedAddress, ({ endpoint }) => endpoint);

/** The value of an environment variable that is no secret. */
export type EnvironmentValue =
  string | EnvTemplate | ConfigMapKeyRef | FieldRef | OutsideHost | NamedObject | NamedServicePort;

const choice = union([
  string(),
  template,
  configMapKeyRef,
  fieldRef,
  outsideAddress,
  serviceAddress,
  servicePortAddress,
]);

/** The value of an environment variable, with addresses as templates. */
export type DecidedEnvironmentValue = Decided<typeof choice>;

/** The schema of the value of an environment variable that is no secret. */
export const environmentValue: Schema<EnvironmentValue, DecidedEnvironmentValue> = {
  ...choice,
  plural: 'environment variables',
  parse: (value) => {
    if (value instanceof SecretKey) return refused('must be no secret', 'a SecretKey', 'move it to secrets');
    if (value instanceof SecretRef) {
      const write = `write secretRef.key(${quoted(value.keys[0] ?? 'key')}) in secrets`;
      return refused('must be no secret', 'a SecretRef', write);
    }
    if (isOfKind(value, 'Secret') || (isPlainObject(value) && isOfKind(value['secret'], 'Secret')))
      return refused('must be no secret', 'a Secret', 'write { secret, key: "password" } in secrets');
    if (value === undefined || value === null || Number.isNaN(value))
      return refused('must be a string', quoted(value), 'leave it out');
    return typeof value === 'object' ? choice.parse(value) : string().parse(value);
  },
};

/** Returns the schema of a variable that is an address, with the target of the NetworkPolicy that it stands for. */
function addressOf<Given, Address extends { readonly host: string; readonly port: number }>(
  schema: Schema<Given, Address>,
  targetOf: (address: Address) => EnvTemplate['endpoint'],
): Schema<Given, EnvTemplate> {
  return {
    wanted: schema.wanted,
    parse: (value) => {
      const parsed = schema.parse(value);
      if (!parsed.typed) return parsed;
      const { host, port } = parsed.value;
      return typed({ secrets: {}, text: () => `${host}:${port}`, endpoint: targetOf(parsed.value) }, parsed.issues);
    },
  };
}

function refused(want: string, got: string, write: string): Parsed<never> {
  return { typed: false, issues: [{ at: '', code: 'invalid-type', want, got, write }] };
}

function fieldPathProblem(field: string): Problem | undefined {
  const [, key] = /^metadata\.(?:labels|annotations)\['([^']+)'\]$/.exec(field) ?? [];
  if (podFields.includes(field) || (key !== undefined && labelKeyProblem(key) === undefined)) return undefined;
  const want = 'must be a field that the downward API has';
  return { code: 'invalid-value', want, got: quoted(field), write: `write one of ${podFields.join(', ')}` };
}
