import { Manifest, objectName } from './manifest';
import { Rule } from './rule';
import { rules } from './rules';

const ignorePrefix = 'cdk8s-backend/ignore.';

/**
 * What the rules find wrong with objects, one line a finding: `[where] what, got; what to write (rule-id)`. An object that carries the
 * annotation `cdk8s-backend/ignore.<rule-id>: <reason>` is let through by that rule.
 * @param whereIs the construct path of an object; without one the finding names the object
 */
export function checkManifests(
  manifests: readonly Manifest[],
  whereIs: (object: Manifest) => string | undefined = () => undefined,
  checked: readonly Rule[] = rules,
): string[] {
  const line = (object: Manifest, message: string): string => `[${whereIs(object) ?? objectName(object)}] ${message}`;
  const findings: string[] = [];
  for (const rule of checked) {
    for (const { object, message } of rule.check(manifests)) {
      if (!ignores(object, rule.id)) findings.push(line(object, `${message} (${rule.id})`));
    }
  }
  for (const object of manifests) {
    for (const message of brokenAnnotations(object, checked)) findings.push(line(object, message));
  }
  return findings;
}

function ignores(object: Manifest, ruleId: string): boolean {
  return object.metadata.annotations?.[ignorePrefix + ruleId] !== undefined;
}

function* brokenAnnotations(object: Manifest, checked: readonly Rule[]): Generator<string> {
  for (const [key, reason] of Object.entries(object.metadata.annotations ?? {})) {
    if (!key.startsWith(ignorePrefix)) continue;
    const id = key.slice(ignorePrefix.length);
    if (!checked.some((rule) => rule.id === id))
      yield `annotation ${key} names no rule; use one of ${checked.map((rule) => rule.id).join(', ')}`;
    else if (reason.trim() === '')
      yield `annotation ${key} must give a reason, got ""; write why the rule does not apply here`;
  }
}
