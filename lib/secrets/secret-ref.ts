import { Construct, IConstruct } from 'constructs';
import { chartNamespace } from '../construct/chart-namespace';
import { finishObjects } from '../construct/overrides';
import { placed } from '../construct/placed';
import { reportIssues } from '../construct/reported-issues';
import { Findings } from '../findings/findings';
import { FindingsError } from '../findings/findings-error';
import { Problem, quoted } from '../findings/problem';
import { unlessThrown } from '../findings/thrown';
import { dataKeyProblem, dnsSubdomainProblem } from '../kubernetes/names';
import { SecretType, secretTypeOf, secretTypeProblem, typeKeysProblem } from '../kubernetes/secret-type';
import { array } from '../props/array';
import { instance } from '../props/instance';
import { object } from '../props/object';
import { parseProps } from '../props/props';
import { boolean, custom, integer, string } from '../props/scalar';
import { optional, Props, PropsOf, Schema } from '../props/schema';
import { copyProblem } from './copied-secrets';
import { SecretName } from './sources/declared-secret';
import { noSecretProblem, SecretDelivery, secretObject } from './sources/secret-delivery';
import { decideSource, findSecretEnvironment } from './sources/secret-environment';
import { UnsealedKeys } from './sources/sealed-source';
import { DecidedSource, SecretSource, secretSource } from './sources/secret-source';
import { SourceObjects, sourceObjects } from './sources/source-objects';

const table = object({
  /** The Secret's keys, for example `['username', 'password']`. */
  keys: array(string({ check: dataKeyProblem }), { minItems: 1, example: '["password"]', check: repeatedProblem }),
  /** The Secret's name. @default - the construct's id */
  name: optional(string()),
  /**
   * The SecretRef of another namespace whose values this Secret has, for a client there: pods read no Secret of another namespace. Each
   * source creates the copy with the same values.
   * @default - none: the Secret has values of its own
   */
  copyOf: optional(secretReference()),
  /**
   * The Secret's type. Every source creates the Secret with this type.
   * @default - by the keys: `kubernetes.io/dockerconfigjson` for `.dockerconfigjson`, `kubernetes.io/tls` for `tls.crt` and
   * `tls.key`, `kubernetes.io/ssh-auth` for `ssh-privatekey`, otherwise `Opaque`
   */
  type: optional(custom<SecretType>('a type of Secrets', secretTypeProblem)),
  /**
   * The source of the Secret.
   * @default - the environment's (`setSecretEnvironment`); without one, the Secret exists in the cluster
   */
  source: optional(secretSource),
  /**
   * A number that makes the name `<name>-v<version>`: a higher one is a new Secret, so that the pods that read it are replaced.
   * @default - the name as it is
   */
  version: optional(integer({ min: 1 })),
  /**
   * True if Stakater's Reloader restarts the BackendServices that read the Secret when it changes. A MongoStatefulSet is never restarted:
   * its agent reads new passwords in place.
   * @default false
   */
  reload: boolean({ default: false }),
});

/** The props of a SecretRef. */
export interface SecretRefProps<Key extends string> extends Omit<PropsOf<typeof table>, 'keys' | 'source'>, Props {
  /** The Secret's keys, for example `['username', 'password']`. */
  readonly keys: readonly [Key, ...Key[]];
  /**
   * The source of the Secret.
   * @default - the environment's (`setSecretEnvironment`); without one, the Secret exists in the cluster
   */
  readonly source?: SecretSource<NoInfer<Key>>;
}

/**
 * A Secret of the chart's namespace and its keys, never a value: the application names the Secrets that it needs, the environment their
 * sources, and the manifests only refer to them. A key that the Secret does not have does not compile.
 */
export class SecretRef<Key extends string = string> extends Construct {
  /** The Secret's name. */
  readonly name: string;
  /** The Secret's namespace, which is the chart's. */
  readonly namespace: string | undefined;
  /** The Secret's keys. */
  readonly keys: readonly Key[];
  /** The Secret's type. */
  readonly type: SecretType;
  /** The type if the keys do not imply it. */
  readonly statedType: SecretType | undefined;
  /** The SecretRef whose values it has; undefined if it is no copy. */
  readonly copyOf: SecretRef | undefined;
  /** The way by which the keys reach a pod. */
  readonly delivery: SecretDelivery;
  /** True if pods that read it are replaced when it changes. */
  readonly reload: boolean;
  /** The keys that the file of the source `sealed` lacks; undefined if it lacks none, and for other sources. */
  readonly unsealed: UnsealedKeys | undefined;

  constructor(scope: Construct, id: string, given: SecretRefProps<Key>) {
    super(...placed('SecretRef', scope, id));
    const findings = new Findings();
    reportIssues(this, findings);
    const words = { of: 'a SecretRef', example: '{ keys: ["password"] }' };
    const props = parseProps(findings, table, given, words);
    const { version, type, name = id, copyOf } = props;
    // Each key was given with its type: the compiler knows which ones there are.
    const keys = (props.keys ?? []) as readonly Key[];
    this.name = version === undefined ? name : `${name}-v${version}`;
    this.namespace = chartNamespace(this);
    this.keys = [...new Set(keys)];
    this.type = type ?? secretTypeOf(keys);
    this.statedType = this.type === secretTypeOf(keys) ? undefined : this.type;
    this.reload = props.reload ?? false;
    this.copyOf = copyOf;
    const keysProblem = keys.length === 0 ? undefined : typeKeysProblem(this.type, keys);
    const nameProblem = dnsSubdomainProblem(this.name);
    findings.add('name', nameProblem);
    findings.add('keys', keysProblem);
    findings.add('copyOf', copyOf && copyProblem(this, copyOf));

    const environment = findSecretEnvironment(this);
    // One that is invalid was reported, and none takes its place.
    const isOwn = unlessThrown(false, () => given.source !== undefined);
    const declared = { name, namespace: this.namespace, keys, type: this.type, copyOf };
    const source = isOwn ? props.source : decideSource(findings, declared, environment);
    const objects =
      source === undefined || keys.length === 0 ? undefined : sourceObjects(this, this, source, environment);
    const isValid = keysProblem === undefined;
    this.unsealed = isValid && nameProblem === undefined ? objects?.unsealed : undefined;
    this.delivery =
      source === undefined || objects === undefined ? secretObject : this.delivered(findings, source, objects, isValid);
    if (type !== undefined) findings.add('type', noSecretProblem(this.delivery, type));
    finishObjects(this);
  }

  /**
   * Returns one key of the Secret. Constructs accept it for a secret value.
   * @throws FindingsError if the Secret has no such key (from JavaScript; TypeScript does not compile it)
   */
  key(key: Key): SecretKey {
    if (!this.keys.includes(key)) {
      throw new FindingsError([
        {
          path: this.node.path,
          code: 'unknown-reference',
          want: `has no key ${quoted(key)}`,
          write: `use one of ${this.keys.map(quoted).join(', ')}`,
        },
      ]);
    }
    return new SecretKey(this.name, key, this.namespace, this.delivery, this.reload, this.statedType, this.copyOf);
  }

  /** Adds the objects of the source, unless something is wrong with it or with the keys. */
  private delivered(
    findings: Findings,
    source: DecidedSource,
    { issues, add }: SourceObjects,
    hasValidKeys: boolean,
  ): SecretDelivery {
    for (const issue of issues) findings.add('source', issue);
    const isValid = issues.length === 0 && hasValidKeys;
    return isValid && this.isAlone(findings, source.type) ? add() : secretObject;
  }

  /** True if no other SecretRef creates the same Secret. Several may refer to one that exists. */
  private isAlone(findings: Findings, type: string): boolean {
    const first = firstReference(this, type);
    if (first.construct === this || (first.type === 'existing' && type === 'existing')) return true;
    findings.add('source', {
      code: 'conflict',
      want: `must be that of all SecretRefs for ${quoted(this.name)} together`,
      got: `${quoted(type)} here and ${quoted(first.type)} at ${first.construct.node.path}`,
      write: 'pass one SecretRef to all that read it',
    });
    return false;
  }
}

/** A key of a Secret. Only `SecretRef.key()` creates one. */
export class SecretKey {
  // A private field makes the type nominal: no object literal passes for a SecretKey.
  readonly #secretName: string;

  constructor(
    secretName: string,
    /** The name of the key. */
    readonly key: string,
    /** The namespace of the Secret; undefined if the chart has none. */
    readonly namespace?: string,
    /** The way by which the key reaches a pod. */
    readonly delivery: SecretDelivery = secretObject,
    /** True if pods that read it are replaced when it changes. */
    readonly reload = false,
    /** The Secret's type if its keys do not imply it. */
    readonly statedType?: SecretType,
    /** The Secret of another namespace whose values it has; undefined if it is no copy. */
    readonly copyOf?: SecretName,
  ) {
    this.#secretName = secretName;
  }

  /** The name of the Secret. */
  get secretName(): string {
    return this.#secretName;
  }
}

// The class is below the table that its constructor reads.
function secretReference(): Schema<SecretRef> {
  const wanted = { wanted: 'a SecretRef', example: 'the SecretRef of the other chart' };
  return { wanted: wanted.wanted, parse: (value) => instance<SecretRef>(SecretRef, wanted).parse(value) };
}

interface Reference {
  readonly construct: SecretRef;
  readonly type: string;
}

const firstReferences = new WeakMap<IConstruct, Map<string, Reference>>();

/** Returns the first SecretRef of an app for a Secret: of two that differ, the second gets the finding. */
function firstReference(construct: SecretRef, type: string): Reference {
  const { root } = construct.node;
  const known = firstReferences.get(root) ?? new Map<string, Reference>();
  firstReferences.set(root, known);
  const name = `${construct.namespace ?? ''}/${construct.name}`;
  const first = known.get(name) ?? { construct, type };
  known.set(name, first);
  return first;
}

function repeatedProblem(keys: readonly string[]): Problem | undefined {
  if (new Set(keys).size === keys.length) return undefined;
  return { code: 'not-unique', want: 'must be different', got: quoted(keys) };
}
