import { dnsLabelProblem } from '../../kubernetes/names';
import { field, KubernetesManifest } from '../../manifests/manifest';
import { mainPort } from '../../backend-service/workload/ports';
import { objectLabels } from '../backend/label-props';
import { ReadPorts } from '../backend/port-props';
import { maps } from '../backend/reading';
import { Value, Values } from '../program/expression';
import { Remainder } from '../source/remainder';

/** An object beside a workload as a prop of its construct says it. */
export interface SaidObject {
  /** The last part of its name, by which the prop tells it from others; undefined if it has the name of the construct. */
  readonly name: string | undefined;
  readonly value: Values;
  /** The fields that no prop says, for overrides. */
  readonly left: Value;
  /** The reasons why the prop cannot say it; none if it can. */
  readonly reasons: readonly string[];
}

/** A workload, as far as the objects beside it depend on it. */
export interface ServedWorkload {
  readonly id: string;
  readonly service: KubernetesManifest;
  readonly ports: ReadPorts;
  /** The objects of the source, without those that the construct renders as props say them. */
  readonly others: readonly KubernetesManifest[];
}

/** Returns the fields of an object that no prop has taken yet: not those that the construct writes itself. */
export function remainderOf(object: KubernetesManifest, others: readonly KubernetesManifest[]): Remainder {
  const rest = new Remainder(object);
  for (const name of ['apiVersion', 'kind']) rest.take(name);
  for (const name of ['name', 'namespace', 'labels']) rest.take('metadata', name);
  const labels = objectLabels(object, others);
  if (labels !== undefined) rest.put(labels, 'metadata', 'labels');
  return rest;
}

/** Returns the last part of an object's name after that of the construct; undefined if it is no such name. */
export function nameAfter(id: string, { metadata: { name } }: KubernetesManifest): string | undefined {
  const part = name.startsWith(`${id}-`) ? name.slice(id.length + 1) : '';
  return dnsLabelProblem(part) === undefined ? part : undefined;
}

/**
 * Returns the construct's name of the Service's port that a backend of a route has by name or number; undefined if the Service does not have it.
 */
export function routedPort({ service, ports }: ServedWorkload, backend: unknown): string | undefined {
  const [name, number] = [field(backend, 'service', 'port', 'name'), field(backend, 'service', 'port', 'number')];
  const port = name ?? number ?? field(backend, 'port');
  const found = maps(new Remainder(service).see('spec', 'ports')).find(
    (each) => each['port'] === port || (port !== undefined && each['name'] === port),
  );
  if (found === undefined) return undefined;
  return found['port'] === ports.props['servicePort'] ? mainPort : ports.targetOf(found);
}

/** Returns the reasons why a prop cannot say an object: those that hold, and that its spec has fields left. */
export function reasonsOf(
  rest: Remainder,
  faults: readonly (readonly [holds: boolean, reason: string])[],
): readonly string[] {
  const left = Object.keys(rest.see('spec') ?? {}).map((name) => `no prop says its spec.${name}`);
  return [...faults.flatMap(([holds, reason]) => (holds ? [reason] : [])), ...left];
}
