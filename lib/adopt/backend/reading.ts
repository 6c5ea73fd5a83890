import { Fields, KubernetesManifest } from '../../manifests/manifest';
import { groupedBy, isMap } from '../../props/map';
import { Expression, expressionsIn, Values } from '../program/expression';
import { typescriptString } from '../../files/typescript-string';
import { ProgramConstruct, ProgramSecret, variableName } from '../program/program';
import { Remainder } from '../source/remainder';

/** The decisions that a source leaves open, each with what is kept of the source, and whether it is without a choice. */
export const choices = {
  names: 'the names of Deployment, Service and ServiceAccount, and the selector, which cannot be changed; kept',
  network: 'no NetworkPolicy for pods that have none, for no manifest says all that they connect to; kept',
  security:
    'the user and the writable root file system of pods that do not state them; kept with a port below 1024 and with the strategy ' +
    'Recreate, where a pod that does not start would be missed, else taken',
  resources:
    'no requests and no limits for containers that state none; kept for those beside the application, for which the default is small, ' +
    'else taken',
} as const;

/** The name of a choice. */
export type Choice = keyof typeof choices;

/** The choices that are made; one that is not is made as `choices` says. */
export type Chosen = ReadonlyMap<Choice, 'keep' | 'take'>;

/** Tells whether what the source has is kept. */
export function keeps({ chosen }: Pick<Reading, 'chosen'>, choice: Choice, byDefault: boolean): boolean {
  const made = chosen.get(choice);
  return made === undefined ? byDefault : made === 'keep';
}

/** A Deployment while it is read: the fields that no prop has taken, and the reasons why it is no backend. */
export interface Reading {
  readonly id: string;
  readonly source: KubernetesManifest;
  /** The Deployment without its containers. */
  readonly deployment: Remainder;
  /** The application's container. */
  readonly container: Remainder;
  readonly others: readonly OtherContainer[];
  readonly secrets: SecretVariables;
  /** Returns the expression that takes the place of a variable of this workload; undefined for its value. */
  readonly expressionOf: (variable: string) => Expression | undefined;
  /** The objects of the source, this one too. */
  readonly all: readonly KubernetesManifest[];
  readonly chosen: Chosen;
  /** The reasons why no construct can take its place. */
  readonly reasons: string[];
}

/** A container beside the application's while it is read. */
export interface OtherContainer {
  readonly name: string;
  /** True if it runs beside the application; false if it runs to its end before. */
  readonly isSidecar: boolean;
  /** The fields that no prop has taken. */
  readonly rest: Remainder;
}

/** The reason that an object gives for breaking a rule. */
export const adoptedReason = 'adopted as it was';

/** The path of a pod's fields in a Deployment. */
export const podPath = ['spec', 'template', 'spec'] as const;

/** Returns the items of a list that are maps. */
export function maps(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isMap) : [];
}

/** Returns values without those that are undefined; undefined if none is left. */
export function present(values: Values): Values | undefined {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Tells whether a map has no other fields than these. */
export function hasOnly(value: unknown, ...names: readonly string[]): value is Fields {
  return isMap(value) && Object.keys(value).every((name) => names.includes(name));
}

/** The variables of the SecretRefs of a chart, one for each Secret. */
export class SecretVariables {
  readonly #variables = new Map<string, string>();
  readonly #known: ReadonlyMap<string, readonly string[]>;

  /** With the keys of the Secrets that the source has, by name. */
  constructor(known: ReadonlyMap<string, readonly string[]>) {
    this.#known = known;
  }

  /** Returns the expression of a key. */
  key(name: string, key: string): Expression {
    return new Expression(`${this.#variable(name)}.key(${typescriptString(key)})`, { name, keys: [key] });
  }

  /** Returns the expression of a SecretRef that has these keys. */
  reference(name: string, keys: readonly string[]): Expression {
    return new Expression(this.#variable(name), { name, keys });
  }

  /** Returns the expression of a SecretRef with all keys of its Secret; undefined if they are not known. */
  whole(name: string): Expression | undefined {
    const keys = this.#known.get(name) ?? [];
    return keys.length === 0 ? undefined : this.reference(name, keys);
  }

  /** Returns the SecretRefs that constructs need, in the order of their first uses. */
  usedBy(constructs: readonly ProgramConstruct[]): ProgramSecret[] {
    const used = groupedBy(
      constructs.flatMap(({ props }) => expressionsIn(props)),
      ({ secret }) => [secret.name],
    );
    return [...used].map(([name, uses]) => ({
      name,
      variable: this.#variable(name),
      keys: [...new Set(uses.flatMap(({ secret }) => secret.keys))],
    }));
  }

  #variable(name: string): string {
    const known = this.#variables.get(name);
    if (known !== undefined) return known;
    const wanted = variableName(name);
    const taken = [...this.#variables.values()].filter((variable) => variable.replace(/\d+$/, '') === wanted).length;
    const variable = taken === 0 ? wanted : `${wanted}${taken + 1}`;
    this.#variables.set(name, variable);
    return variable;
  }
}

/** Returns the keys of the Secrets among objects of a namespace, by name. */
export function secretKeys(
  objects: readonly KubernetesManifest[],
  namespace: string | undefined,
): Map<string, readonly string[]> {
  const secrets = objects.filter(({ kind, metadata }) => kind === 'Secret' && metadata.namespace === namespace);
  return new Map(
    secrets.map((secret) => [
      secret.metadata.name,
      ['data', 'stringData'].flatMap((part) => Object.keys(isMap(secret[part]) ? secret[part] : {})),
    ]),
  );
}
