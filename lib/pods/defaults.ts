import { Construct, IConstruct } from 'constructs';
import { chartNamespace } from '../construct/chart-namespace';
import { inheritedValues, setInherited } from '../construct/inherited';
import { isConstruct } from '../construct/placed';
import { reportIssues } from '../construct/reported-issues';
import { described, isPlainObject } from '../findings/described';
import { unlessThrown } from '../findings/thrown';
import { Findings } from '../findings/findings';
import { FindingsError } from '../findings/findings-error';
import { Problem, quoted } from '../findings/problem';
import { digestProblem, undigestedProblem } from '../kubernetes/image';
import { kubernetesProblem, KubernetesVersion } from '../kubernetes/kubernetes-version';
import { objectLabels } from '../kubernetes/labels';
import { dns } from '../network/dns';
import { object } from '../props/object';
import { parsedProp } from '../props/parsed-prop';
import { parseProps } from '../props/props';
import { record } from '../props/record';
import { custom, oneOf, string } from '../props/scalar';
import { decided, mistyped, optional, Props, PropsOf, refine } from '../props/schema';
import { secretRef } from '../secrets/given-secret';
import { metadata } from './metadata';
import { pullSecrets } from './pull-secrets';
import { registry } from './registry';
import { scheduling } from './scheduling';

const { owner, labels, annotations, scanners } = metadata.entries;
const { nodeSelector, tolerations, priorityClassName } = scheduling.entries;

const table = object({
  ...registry.entries,
  ...pullSecrets.entries,
  /**
   * Digests by image, as the command `pin` writes them: `{ 'docker.io/library/mongo:8.0.30': 'sha256:…' }`. Each of these images is rendered
   * with its digest, wherever it is in a pod; by `synthesize` and `render` one of another construct's pods too, by the synth of cdk8s those of
   * this library alone. The name is that of the registry that it is pulled from.
   * @default - none: a tag decides, and the registry says what is behind it
   */
  digests: optional(record(string({ check: undigestedProblem }), string({ check: digestProblem }))),
  /** The value of the label `owner`: the team that operates the services. @default - no such label */
  owner,
  /** Further labels of every object and pod; never part of a selector. @default - none */
  labels: refine(labels, ownLabelProblem),
  /** Further annotations of every object. @default - none */
  annotations,
  /** Labels that the pods' nodes must have. @default - any node */
  nodeSelector,
  /** Taints that the pods tolerate, in Kubernetes' form. @default - none */
  tolerations,
  /** The pods' PriorityClass, which must exist in the cluster. @default - the cluster's default */
  priorityClassName,
  /** The oldest Kubernetes that must accept the output. @default - `1.30` */
  kubernetes: optional(custom<KubernetesVersion>('a Kubernetes version', kubernetesProblem)),
  /**
   * The platform of the cluster. `aws`, `gke` and `aks` are the platform of an Ingress and of a load balancer that have no platform and no
   * class. On `openshift` the platform assigns the pods' user: `runAsUser: 'assigned'`.
   * @default - none
   */
  platform: optional(oneOf(['aws', 'gke', 'aks', 'openshift'])),
  ...dns.entries,
  /** The size of a backend's container, and of mongod. @default - `m` */
  size: optional(oneOf(['s', 'm', 'l'])),
  /** The scanners that get an exemption, with its reason, where a construct does by intention what they report. @default - none */
  scanners,
});

/** The defaults of an app, a chart or any scope: props of the constructs below it, by their names. */
export interface DefaultProps extends PropsOf<typeof table>, Props {}

type DefaultName = keyof typeof table.entries;

/** The names of the props that constructs inherit: the defaults, and the user, which follows from `platform`. */
type InheritedName = Exclude<DefaultName, 'digests'> | 'runAsUser';

/** The names of maps, which a construct's own add to. Every other value is replaced. */
const maps: ReadonlySet<string> = new Set<DefaultName>(['annotations', 'labels', 'nodeSelector']);

/** The names that everything with pods inherits. */
export const workloadDefaults = [
  'owner',
  'labels',
  'annotations',
  'nodeSelector',
  'tolerations',
  'priorityClassName',
  'scanners',
] as const;

/** The names that everything with pods and an image of its own inherits. */
const imageDefaults = [
  ...workloadDefaults,
  'registry',
  'imagePullSecrets',
  'kubernetes',
  'dns',
  'size',
  'runAsUser',
] as const;

const words = {
  of: 'the defaults',
  example: '{ owner: "shop-team" }',
  synonyms: { priorityClass: 'priorityClassName' },
};

/**
 * Sets the defaults of props of all constructs below a scope, which is an app, a chart or any construct. Those of a nearer scope come before
 * those of an outer one, and a construct's own props before all. Labels, annotations, the nodeSelector and digests are merged key by key;
 * any other value, a list too, is replaced as a whole. The call must come before the constructs that it is for.
 * @throws FindingsError if the scope is no construct (from JavaScript; TypeScript does not compile it)
 */
export function setDefaults(scope: Construct, defaults: DefaultProps): void {
  if (!isConstruct(scope)) {
    const problem = { code: 'invalid-type', want: 'must be a construct', got: described(scope) } as const;
    const write = 'write setDefaults(app, { … })';
    throw new FindingsError([{ path: 'program', at: 'the scope of setDefaults', ...problem, write }]);
  }
  const findings = new Findings();
  reportIssues(scope, findings);
  if (!isPlainObject(defaults)) {
    for (const issue of mistyped('an object', defaults, words.example).issues) findings.add('setDefaults', issue);
    return;
  }
  parseProps(findings.inside('setDefaults'), table, defaults, words);
  const valid = Object.keys(defaults).flatMap((name) => {
    const parsed = isDefault(name)
      ? parsedProp<unknown>(table.entries[name], defaults as object as Record<string, unknown>, name)
      : undefined;
    return parsed?.issues.length === 0 && defaults[name as DefaultName] !== undefined
      ? [[name, defaults[name as DefaultName]] as const]
      : [];
  });
  const reader = setInherited(scope, Object.fromEntries(valid));
  if (reader !== undefined)
    findings.add('setDefaults', {
      code: 'conflict',
      want: 'must come before the constructs that it is for',
      got: `it after ${quoted(reader)}`,
      write: 'move it up',
    });
}

/**
 * Returns the props of a construct together with the defaults of its scopes for these names. Props of the wrong type are left as they are,
 * and are reported where they are parsed.
 */
export function withScopeDefaults<Given extends object>(
  construct: IConstruct,
  given: Given,
  names: readonly (keyof Given & InheritedName)[],
): Given {
  const props: unknown = given;
  if (!isPlainObject(props)) return given;
  // One that throws when it is read is reported with the other props.
  return unlessThrown(given, () => {
    const inherited = names.flatMap((name) => {
      const value = inheritedValue(construct, name, props[name]);
      return value === undefined ? [] : [[name, value] as const];
    });
    return { ...given, ...Object.fromEntries(inherited) };
  });
}

/**
 * Returns the props of a construct with pods and an image of its own together with all defaults of its scopes that are for those, and with
 * the user that the platform assigns.
 */
export function withImageDefaults<Given extends { readonly [Name in (typeof imageDefaults)[number]]?: unknown }>(
  construct: IConstruct,
  given: Given,
): Given {
  return withScopeDefaults(construct, given, imageDefaults);
}

/** Returns the platform that a scope of the construct has; undefined for none. */
export function defaultPlatform(construct: IConstruct): DefaultProps['platform'] {
  return inheritedValues(construct, 'platform').at(-1) as DefaultProps['platform'];
}

function inheritedValue(construct: IConstruct, name: InheritedName, own: unknown): unknown {
  const values = name === 'runAsUser' ? platformUsers(construct) : inheritedValues(construct, name);
  if (maps.has(name)) {
    const all = own === undefined ? values : [...values, own];
    return all.every(isPlainObject) && values.length > 0 ? Object.assign({}, ...all) : own;
  }
  if (own !== undefined || values.length === 0) return own;
  return name === 'imagePullSecrets' ? ofNamespace(construct, values.at(-1) as PullSecrets) : values.at(-1);
}

/** Returns the user that the platform of the scope assigns, as inherited values; none if the platform assigns none. */
function platformUsers(construct: IConstruct): readonly unknown[] {
  return defaultPlatform(construct) === 'openshift' ? ['assigned'] : [];
}

type PullSecrets = NonNullable<DefaultProps['imagePullSecrets']>;

/** Returns the Secrets of the construct's namespace. A list without one is returned as it is, and the construct reports it. */
function ofNamespace(construct: IConstruct, secrets: PullSecrets): PullSecrets {
  const namespace = chartNamespace(construct);
  const own = secrets.filter((secret) => decided(secretRef, secret).namespace === namespace);
  return own.length > 0 ? own : secrets;
}

function isDefault(name: string): name is DefaultName {
  return Object.hasOwn(table.entries, name);
}

const ownLabels = objectLabels('', { component: '', partOf: '', owner: '' });

/** Returns the problem of labels that constructs set themselves, here instead of once a construct. */
function ownLabelProblem(given: Readonly<Record<string, string>> | undefined): Problem | undefined {
  const own = Object.keys(given ?? {}).find((key) => Object.hasOwn(ownLabels, key));
  if (own === undefined) return undefined;
  const want = 'must not have a label that constructs set themselves';
  const write = own === 'owner' ? 'write owner: "…" beside it' : 'write another key';
  return { code: 'conflict', want, got: quoted(own), write };
}
