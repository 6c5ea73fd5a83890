import { apiObjectOf, isOfKind, NamedObject, renderedNow } from '../construct/named-object';
import { Problem, quoted } from '../findings/problem';
import { field, listField } from '../manifests/manifest';
import { mistyped, Schema, typed } from '../props/schema';
import { NetworkEndpoint } from './endpoint';
import { ObjectPods, servingObject } from './object-pods';

/** The name and the port of a Service, and the pods behind it. */
export interface ServiceAddress {
  readonly host: string;
  readonly port: number;
  readonly endpoint: NetworkEndpoint;
}

/** The schema of a Service of the program that has one TCP port. */
export const servedAddress: Schema<NamedObject, ServiceAddress> = {
  wanted: 'a Service',
  parse: (value) => {
    if (!isOfKind(value, 'Service')) return mistyped('a Service', value);
    const served = servingObject.parse(value);
    if (!served.typed) return served;
    const ports = portsOf(value);
    const address = addressOf(value.name, ports, served.value);
    if (served.issues.length > 0 || address !== undefined) return typed(address ?? unknown, served.issues);
    return typed(unknown, [{ at: '', ...portsProblem(value.name, ports) }]);
  },
};

// Stands in for an address that was reported.
const unknown: ServiceAddress = { host: 'unknown', port: 1, endpoint: { namespace: undefined, labels: {}, port: 1 } };

function addressOf(
  name: string,
  [port, ...others]: readonly unknown[],
  { namespaceName, podLabels, ports: [target, ...targets] = [] }: ObjectPods,
): ServiceAddress | undefined {
  const isOne = typeof port === 'number' && others.length === 0 && targets.length === 0;
  if (!isOne || target?.protocol !== 'TCP' || podLabels === undefined) return undefined;
  const host = [name, ...(namespaceName === undefined ? [] : [namespaceName, 'svc'])].join('.');
  return { host, port, endpoint: { namespace: namespaceName, labels: podLabels, port: target.port } };
}

function portsOf(service: NamedObject): readonly unknown[] {
  const object = apiObjectOf(service);
  const manifest = object && renderedNow(object);
  return listField(manifest, 'spec', 'ports').map((port) => field(port, 'port'));
}

function portsProblem(name: string, ports: readonly unknown[]): Problem {
  return {
    code: 'unsupported',
    want: 'must be a Service with one TCP port',
    got: `${quoted(name)} with the ports ${quoted(ports)}`,
    write: 'write the address as a string, and the Service in egressTo',
  };
}
