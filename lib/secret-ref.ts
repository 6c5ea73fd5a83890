import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { Findings, shown } from './values/findings';
import { dataKeyProblem, dnsSubdomainProblem } from './values/names';

export interface SecretRefProps<Key extends string> {
  /** The keys that the Secret has, for example `['username', 'password']`. */
  readonly keys: readonly [Key, ...Key[]];
  /**
   * The Secret's name.
   * @default - the construct's id
   */
  readonly name?: string;
}

/**
 * A Secret of the chart's namespace and its keys, never a value: the Secret is made in the cluster (`npm run secrets`), and the
 * manifests only refer to it. A key that it does not have does not compile.
 */
export class SecretRef<Key extends string = string> extends Construct {
  readonly name: string;
  readonly namespace: string | undefined;
  readonly keys: readonly Key[];

  constructor(scope: Construct, id: string, props: SecretRefProps<Key>) {
    super(scope, id);
    this.name = props.name ?? id;
    this.namespace = Chart.of(this).namespace;
    this.keys = [...props.keys];

    const findings = new Findings(this);
    findings.add('name', dnsSubdomainProblem(this.name));
    for (const key of this.keys) findings.add(`key ${shown(key)}`, dataKeyProblem(key));
    if (new Set(this.keys).size < this.keys.length)
      findings.add('keys', `must be named once each, got ${shown(this.keys)}`);
  }

  /**
   * One key of the Secret, which is what constructs accept where a secret value is wanted.
   * @throws Error if the Secret has no such key (from JavaScript; TypeScript does not compile it)
   */
  key(key: Key): SecretKey {
    if (!this.keys.includes(key)) {
      throw new Error(`[${this.node.path}] has no key ${shown(key)}; use one of ${this.keys.map(shown).join(', ')}`);
    }
    return new SecretKey(this.name, key, this.namespace);
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
  ) {
    this.#secretName = secretName;
  }

  get secretName(): string {
    return this.#secretName;
  }
}
