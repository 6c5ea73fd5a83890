import type { ApiObject } from 'cdk8s';
import { Construct, IConstruct } from 'constructs';
import { Findings } from '../findings/findings';
import { isPlainObject } from '../findings/described';
import { Problem, quoted } from '../findings/problem';
import { unlessThrown } from '../findings/thrown';
import { dnsSubdomainProblem } from '../kubernetes/names';
import { KubernetesManifest, groupKind } from '../manifests/manifest';
import { string } from '../props/scalar';
import { mistyped, Schema } from '../props/schema';
import { isApiObject, renderingReason } from './api-object';
import { chartNamespace, chartOfNamespace } from './chart-namespace';
import { isInChart } from './placed';

/**
 * An object of Kubernetes that a program has: an ApiObject, or a resource of cdk8s-plus, also one that exists, such as
 * `kplus.Secret.fromSecretName(…)`.
 */
export interface NamedObject extends IConstruct {
  /** The API group and version. */
  readonly apiVersion: string;
  /** The kind. */
  readonly kind: string;
  /** The name. */
  readonly name: string;
}

const podSources = ['ConfigMap', 'PersistentVolumeClaim', 'ServiceAccount'] as const;

/** A kind of objects that pods name, and read in their own namespace alone; Secrets have schemas of their own. */
export type PodSourceKind = (typeof podSources)[number];

/** Tells whether a value is an object of Kubernetes, by its fields: it may be of another copy of cdk8s-plus. */
export function isNamedObject(value: unknown): value is NamedObject {
  return unlessThrown(false, () => {
    if (!Construct.isConstruct(value) || !('kind' in value && 'name' in value && 'apiVersion' in value)) return false;
    return [value.kind, value.name, value.apiVersion].every((each) => typeof each === 'string');
  });
}

/** Tells whether a value is an object of one of Kubernetes' core kinds. */
export function isOfKind(value: unknown, kind: string): value is NamedObject {
  return isNamedObject(value) && groupKind(value) === `/${kind}`;
}

const name: Schema<string> = string({ check: dnsSubdomainProblem });

/** Returns the schema of a name of an object, in whose place the object may be given. */
export function nameOrObject(kind: PodSourceKind): Schema<string | NamedObject, string> {
  return {
    ...name,
    parse: (value) => {
      if (!isNamedObject(value)) return name.parse(value);
      const { kind: given } = value;
      if (isOfKind(value, kind)) return name.parse(value.name);
      return mistyped(`the name of a ${kind}, or one`, value, undefined, `a ${given}`);
    },
  };
}

/** Returns the namespace of an object: its own, or that of the chart; undefined if neither states one. */
export function namespaceOf(object: NamedObject): string | undefined {
  const { metadata } = object as { readonly metadata?: { readonly namespace?: string } };
  const stated = metadata?.namespace;
  if (!isInChart(object)) return stated;
  return stated === undefined || chartOfNamespace(object, stated) !== undefined ? chartNamespace(object) : stated;
}

/** Finds the ApiObject of an object; undefined for one that the program does not render. */
export function apiObjectOf(object: NamedObject): ApiObject | undefined {
  const found = isApiObject(object) ? object : object.node.defaultChild;
  return isApiObject(found) ? found : undefined;
}

/** Renders an object as it is now, or returns the reason why that is impossible, such as a workload without containers. */
export function renderedNow(object: ApiObject): KubernetesManifest | string {
  try {
    return object.toJson() as KubernetesManifest;
  } catch (error) {
    return renderingReason(error);
  }
}

// Props whose keys are chosen by the program, which a finding shows in quotes.
const records: readonly string[] = ['env', 'mounts', 'initContainers', 'sidecars', 'jobs', 'cronJobs'];
const parts: readonly string[] = ['configMapKeyRef', 'migration'];

/**
 * Reports ConfigMaps, claims and ServiceAccounts of another namespace among props of any types: the pods would wait for them. Secrets
 * are checked where they are read. `above` are the objects that the props are in, for one may contain itself.
 */
export function checkObjectNamespaces(
  findings: Findings,
  given: unknown,
  namespace: string | undefined,
  above: readonly unknown[] = [],
): void {
  if (!isPlainObject(given) || above.includes(given)) return;
  for (const [key, value] of readableEntries(given)) {
    const part = findings.inside(key);
    const check = (place: Findings, inner: unknown): void => {
      checkObjectNamespaces(place, inner, namespace, [...above, given, value]);
    };
    if (podSources.some((kind) => isOfKind(value, kind)))
      part.add('', namespaceProblem(value as NamedObject, namespace));
    else if (parts.includes(key)) checkObjectNamespaces(part, value, namespace, [...above, given]);
    else if (records.includes(key) && isPlainObject(value))
      for (const [name, inner] of readableEntries(value)) check(part.inside(`[${quoted(name)}]`), inner);
    else if (key === 'envFrom' && Array.isArray(value))
      for (const [index, inner] of readableEntries(value)) check(part.inside(`[${index}]`), inner);
  }
}

/** Returns the entries of an object but those that throw, which are reported with the other props. */
function readableEntries(given: object): [string, unknown][] {
  return unlessThrown([], () => Object.keys(given)).flatMap((key) =>
    unlessThrown<[string, unknown][]>([], () => [[key, (given as Readonly<Record<string, unknown>>)[key]]]),
  );
}

function namespaceProblem(object: NamedObject, namespace: string | undefined): Problem | undefined {
  const own = namespaceOf(object);
  if (own === namespace) return undefined;
  const want = `must be of the pods' namespace ${quoted(namespace)}`;
  const got = `the ${object.kind} ${quoted(object.name)} of ${quoted(own)}`;
  return { code: 'conflict', want, got, write: 'create it in the same chart' };
}
