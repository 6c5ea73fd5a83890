import { expanded, inlined, referencesIn } from '../../kubernetes/expansion';
import { isEnvTemplate } from '../../secrets/env-template';
import { EnvironmentValue } from './environment-value';
import { Environment } from './environment-variables';

/** A migration's variables, by the way in which its pods get them. */
export interface MigrationVariables {
  /** The values of a ConfigMap that the pods read as a whole. They can change while the Job stays as it is. */
  readonly texts: Readonly<Record<string, string>>;
  /** The variables of the pods' template, which is immutable: a change of one gives another Job. */
  readonly variables: Environment;
}

/**
 * Returns the variables of a migration: every string goes into the ConfigMap, unless it is named, is given by the migration
 * itself (`own`) or refers to a variable that is no string. With names, the pods have of the other variables only those, those of `own`,
 * and the ones that they refer to.
 */
export function migrationVariables(
  given: Environment,
  named?: readonly string[],
  own: readonly string[] = [],
): MigrationVariables {
  const texts: Record<string, string> = {};
  const values: Record<string, string> = {};
  const others: Record<string, EnvironmentValue> = {};
  const fixed = new Set(Object.keys(given.secrets));
  for (const [name, value] of Object.entries(given.env)) {
    const isText = typeof value === 'string' && !referencesIn(value).some((each) => fixed.has(each));
    if (isText && named?.includes(name) !== true) {
      const text = expanded(value, values);
      if (own.includes(name)) others[name] = withValues(value, values);
      else texts[name] = text;
      values[name] = text;
      continue;
    }
    others[name] = withValues(value, values);
    for (const each of [name, ...suffixed(name, value)]) fixed.add(each);
  }
  const needed = named === undefined ? new Set([...fixed, ...own]) : neededNames([...named, ...own], others);
  return { texts, variables: { ...given, secrets: picked(given.secrets, needed), env: picked(others, needed) } };
}

function withValues(value: EnvironmentValue, texts: Readonly<Record<string, string>>): EnvironmentValue {
  if (typeof value === 'string') return inlined(value, texts);
  return isEnvTemplate(value) ? { ...value, text: (variable) => inlined(textOf(variable, value), texts) } : value;
}

/** Returns the names of the variables that a template adds. */
function suffixed(name: string, value: EnvironmentValue): string[] {
  return isEnvTemplate(value) ? Object.keys(value.secrets).map((suffix) => `${name}_${suffix}`) : [];
}

/** Returns the names, and those of the variables that they refer to. */
function neededNames(named: readonly string[], values: Readonly<Record<string, EnvironmentValue>>): Set<string> {
  const needed = new Set<string>();
  const add = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    for (const each of referencesIn(textOf(name, values[name]))) add(each);
  };
  named.forEach(add);
  return needed;
}

function textOf(name: string, value: EnvironmentValue | undefined): string {
  const text: unknown = isEnvTemplate(value) ? value.text(name) : value;
  return typeof text === 'string' ? text : '';
}

function picked<Value>(values: Readonly<Record<string, Value>>, names: ReadonlySet<string>): Record<string, Value> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name)));
}
