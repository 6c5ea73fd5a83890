import { shown } from '../findings/findings';
import { textMapField } from '../manifests/fields';
import { Manifest, objectName } from '../manifests/manifest';
import { Rule, RuleFinding } from '../rules/rule';
import { rules } from './rules';

const ignorePrefix = 'cdk8s-backend/ignore.';

/** A rule's finding, with the rule; a finding about an annotation that ignores a rule has none. */
export interface CheckFinding extends RuleFinding {
  readonly rule?: Rule;
}

/**
 * What the rules find wrong with objects; each message ends with the rule's id in parentheses. An object that carries the annotation
 * `cdk8s-backend/ignore.<rule-id>: <reason>` is let through by that rule; one that gives no reason, or names no rule, is a finding.
 * The rules whose ids are ignored do not run.
 */
export function checkManifests(
  manifests: readonly Manifest[],
  checked: readonly Rule[] = rules,
  ignored: readonly string[] = [],
): CheckFinding[] {
  const findings: CheckFinding[] = [];
  for (const rule of checked.filter(({ id }) => !ignored.includes(id))) {
    for (const { object, message } of rule.check(manifests)) {
      if (!ignores(object, rule.id)) findings.push({ object, message: `${message} (${rule.id})`, rule });
    }
  }
  for (const object of manifests) findings.push(...brokenAnnotations(object, checked));
  return findings;
}

/** The findings as lines, `[where] what, got; what to write (rule-id)`, which name the objects. */
export function findingLines(findings: readonly RuleFinding[]): string[] {
  return findings.map(({ object, message }) => `[${objectName(object)}] ${message}`);
}

function ignores(object: Manifest, ruleId: string): boolean {
  return textMapField(object.metadata, 'annotations')[ignorePrefix + ruleId] !== undefined;
}

function* brokenAnnotations(object: Manifest, checked: readonly Rule[]): Generator<RuleFinding> {
  for (const [key, reason] of Object.entries(textMapField(object.metadata, 'annotations'))) {
    if (!key.startsWith(ignorePrefix)) continue;
    const ids = checked.map(({ id }) => id);
    if (!ids.includes(key.slice(ignorePrefix.length)))
      yield { object, ...{ code: 'unknown-reference', at: `annotation ${key}`, want: 'must name a rule', write: `write one of ${ids.join(', ')}` } };
    else if (typeof (reason as unknown) === 'string' && reason.trim() === '')
      yield {
        object,
        ...{ code: 'invalid-value', at: `annotation ${key}`, want: 'must give a reason', got: shown(reason), write: 'write why the rule does not apply here' },
      };
  }
}
