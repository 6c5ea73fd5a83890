import { Construct, IConstruct } from 'constructs';
import { cdk8s } from '../../imports/cdk8s';
import { FindingsError } from '../findings/findings-error';
import { Problem } from '../findings/problem';
import { reportIssues } from '../construct/reported-issues';
import { noSecretProblem, SecretDelivery } from './sources/secret-delivery';
import { findSecretEnvironment, SecretEnvironment, sourceOf } from './sources/secret-environment';
import { SecretSource } from './sources/secret-source';
import { addSource, sourceProblems } from './sources/source-objects';
import { finishObjects } from '../construct/overrides';
import { Findings, shown } from '../findings/findings';
import { placed } from '../construct/placed';
import { dataKeyProblem, dnsSubdomainProblem } from '../kubernetes/names';
import { integerProblem } from '../props/number';
import { advised, flag, listOf, map, optional, scalar, Shapes, text } from '../props/shape';
import { soundFields } from '../props/sound-fields';
import { SecretType, secretTypeOf, secretTypeProblem, typeKeysProblem } from '../kubernetes/secret-type';

export interface SecretRefProps<Key extends string> {
  /** The keys that the Secret has, for example `['username', 'password']`. */
  readonly keys: readonly [Key, ...Key[]];
  /**
   * The Secret's name.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * The Secret's type. Every source makes the Secret of this type.
   * @default - as the keys say: `kubernetes.io/dockerconfigjson` for `.dockerconfigjson`, `kubernetes.io/tls` for `tls.crt` and
   * `tls.key`, `kubernetes.io/ssh-auth` for `ssh-privatekey`, otherwise `Opaque`
   */
  readonly type?: SecretType;
  /**
   * Where the Secret comes from.
   * @default - what the environment says (`setSecretEnvironment`); without one, it exists in the cluster
   */
  readonly source?: SecretSource<NoInfer<Key>>;
  /**
   * A number that makes the name `<name>-v<version>`: a higher one is a new Secret, so that the pods that read it are replaced.
   * @default - the name as it is
   */
  readonly version?: number;
  /**
   * Whether BackendServices that read it are restarted by Stakater's Reloader when the Secret changes. A MongoStatefulSet never is:
   * its agent reads new passwords in place.
   * @default false
   */
  readonly reload?: boolean;
}

const shapes: Shapes<SecretRefProps<string>> = {
  keys: advised(listOf(text), '["password"]'),
  name: optional(text),
  type: scalar,
  source: optional(advised(map, '{ type: "existing" }')),
  version: scalar,
  reload: optional(flag),
};

/**
 * A Secret of the chart's namespace and its keys, never a value: the application says which secrets it needs, the environment says
 * where they come from, and the manifests only refer to them. A key that it does not have does not compile.
 */
export class SecretRef<Key extends string = string> extends Construct {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly keys: readonly Key[];
  readonly type: SecretType;
  /** The type where it is another than the keys say. */
  readonly statedType: SecretType | undefined;
  /** How the keys reach a pod. */
  readonly delivery: SecretDelivery;
  readonly reload: boolean;

  constructor(scope: Construct, id: string, given: SecretRefProps<Key>) {
    super(...placed('SecretRef', scope, id));
    const findings = new Findings();
    reportIssues(this, findings);
    const words = { of: 'a SecretRef', write: '{ keys: ["password"] }' };
    const props = soundFields<SecretRefProps<Key>>(findings, shapes, given, words);
    const { version, keys = [] } = props;
    const name = props.name ?? id;
    this.name = version === undefined ? name : `${name}-v${version}`;
    this.namespace = cdk8s().Chart.of(this).namespace;
    this.keys = [...keys];
    const typeProblem = props.type === undefined ? undefined : secretTypeProblem(props.type);
    this.type = props.type === undefined || typeProblem !== undefined ? secretTypeOf(this.keys) : props.type;
    this.statedType = this.type === secretTypeOf(this.keys) ? undefined : this.type;
    this.reload = props.reload ?? false;

    findings.add('name', dnsSubdomainProblem(this.name));
    for (const key of this.keys) findings.add(`key ${shown(key)}`, dataKeyProblem(key));
    if (props.keys?.length === 0)
      findings.add('keys', {
        code: 'out-of-range',
        want: 'must have at least one',
        got: '[]',
        write: 'write ["password"]',
      });
    if (new Set(this.keys).size < this.keys.length)
      findings.add('keys', { code: 'invalid-value', want: 'must be named once each', got: shown(this.keys) });
    if (version !== undefined) findings.add('version', integerProblem(version, 1));
    findings.add('type', typeProblem);
    const keysProblem = this.keys.length === 0 ? undefined : typeKeysProblem(this.type, this.keys);
    findings.add('keys', keysProblem);

    const environment = findSecretEnvironment(this);
    const declared = { name, namespace: this.namespace, keys: this.keys, type: this.type };
    const source = sourceOf(declared, props.source, environment);
    if (source === undefined) findings.add('source', missingSourceProblem(name, environment));
    const problems = source === undefined ? [] : sourceProblems(this, source, environment);
    for (const [subject, problem] of problems) findings.add(subject, problem);
    const isGood =
      source !== undefined && problems.length === 0 && keysProblem === undefined && this.isAlone(findings, source.type);
    this.delivery = isGood ? addSource(this, this, source, environment) : { type: 'secret' };
    if (props.type !== undefined) findings.add('type', noSecretProblem(this.delivery, this.type));
    finishObjects(this);
  }

  /**
   * One key of the Secret, which is what constructs accept where a secret value is wanted.
   * @throws FindingsError if the Secret has no such key (from JavaScript; TypeScript does not compile it)
   */
  key(key: Key): SecretKey {
    if (!this.keys.includes(key)) {
      throw new FindingsError([
        {
          path: this.node.path,
          code: 'unknown-reference',
          want: `has no key ${shown(key)}`,
          write: `use one of ${this.keys.map(shown).join(', ')}`,
        },
      ]);
    }
    return new SecretKey(this.name, key, this.namespace, this.delivery, this.reload, this.statedType);
  }

  /** Whether no other SecretRef makes the same Secret: several may refer to one that exists. */
  private isAlone(findings: Findings, type: string): boolean {
    const first = firstReference(this, type);
    if (first.construct === this || (first.type === 'existing' && type === 'existing')) return true;
    findings.add('source', {
      code: 'invalid-value',
      want: `must be that of all SecretRefs for ${shown(this.name)} together`,
      got: `${shown(type)} here and ${shown(first.type)} at ${first.construct.node.path}`,
      write: 'pass one SecretRef to all that read it',
    });
    return false;
  }
}

/** A key of a Secret. Made by `SecretRef.key()`; a plain string is not one. */
export class SecretKey {
  // A private field makes the type nominal: no object literal passes for a SecretKey.
  readonly #secretName: string;

  constructor(
    secretName: string,
    readonly key: string,
    readonly namespace?: string,
    /** How the key reaches a pod. */
    readonly delivery: SecretDelivery = { type: 'secret' },
    /** Whether pods that read it are to be replaced when it changes. */
    readonly reload = false,
    /** The Secret's type where it is another than its keys say. */
    readonly statedType?: SecretType,
  ) {
    this.#secretName = secretName;
  }

  get secretName(): string {
    return this.#secretName;
  }
}

interface Reference {
  readonly construct: SecretRef;
  readonly type: string;
}

const firstReferences = new WeakMap<IConstruct, Map<string, Reference>>();

/** The first SecretRef of an app for a Secret: of two that differ, the second is told. */
function firstReference(construct: SecretRef, type: string): Reference {
  const { root } = construct.node;
  const known = firstReferences.get(root) ?? new Map<string, Reference>();
  firstReferences.set(root, known);
  const name = `${construct.namespace ?? ''}/${construct.name}`;
  const first = known.get(name) ?? { construct, type };
  known.set(name, first);
  return first;
}

function missingSourceProblem(name: string, environment: SecretEnvironment | undefined): Problem {
  const { name: where = '', sources = {} } = environment ?? {};
  const known =
    typeof sources === 'function' ? 'a function that gives none' : Object.keys(sources).map(shown).join(', ');
  return {
    code: 'missing-prop',
    want: `must be stated in the environment ${shown(where)}`,
    got: known || 'none',
    write: `add ${shown(name)}: { type: "existing" } to its sources`,
  };
}
