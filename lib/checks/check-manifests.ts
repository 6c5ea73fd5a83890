import { Finding } from '../findings/finding';
import { quoted } from '../findings/findings';
import { ProblemCode } from '../findings/problem';
import { textMapField } from '../manifests/fields';
import { Manifest } from '../manifests/manifest';
import { Rule, RuleFinding } from '../rules/rule';
import { rules } from './rules';

const ignorePrefix = 'cdk8s-backend/ignore.';

/** A finding about an object, which the caller names. */
export interface CheckFinding extends RuleFinding {
  /** The rule's id, or a code of problems for an annotation that ignores a rule. */
  readonly code: string;
  /** The rule that reports it; undefined for an annotation that ignores a rule. */
  readonly rule?: Rule;
}

/**
 * Returns the findings of the rules about objects. An object that carries the annotation `cdk8s-backend/ignore.<rule-id>: <reason>` is
 * let through by that rule; one that gives no reason, or names no rule, is a finding. The rules whose ids are ignored do not run.
 */
export function checkManifests(
  manifests: readonly Manifest[],
  checked: readonly Rule[] = rules,
  ignored: readonly string[] = [],
): CheckFinding[] {
  const findings: CheckFinding[] = [];
  for (const rule of checked.filter(({ id }) => !ignored.includes(id))) {
    for (const finding of rule.check(manifests)) {
      if (!ignores(finding.object, rule.id)) findings.push({ ...finding, code: rule.id, rule });
    }
  }
  for (const object of manifests) findings.push(...brokenAnnotations(object, checked));
  return findings;
}

/** Returns a finding about an object as the report has it, with the path by which the report names the object. */
export function namedFinding(path: string, { at, code, want, got, write }: CheckFinding): Finding {
  return { path, at, code, want, got, write };
}

function ignores(object: Manifest, ruleId: string): boolean {
  return textMapField(object.metadata, 'annotations')[ignorePrefix + ruleId] !== undefined;
}

function* brokenAnnotations(
  object: Manifest,
  checked: readonly Rule[],
): Generator<CheckFinding & { readonly code: ProblemCode }> {
  const ids = checked.map(({ id }) => id);
  for (const [key, reason] of Object.entries(textMapField(object.metadata, 'annotations'))) {
    if (!key.startsWith(ignorePrefix)) continue;
    const at = `annotation ${key}`;
    if (!ids.includes(key.slice(ignorePrefix.length)))
      yield {
        object,
        at,
        code: 'unknown-reference',
        want: 'must name a rule',
        write: `write one of ${ids.join(', ')}`,
      };
    else if (typeof (reason as unknown) === 'string' && reason.trim() === '')
      yield {
        object,
        at,
        code: 'invalid-value',
        want: 'must give a reason',
        got: quoted(reason),
        write: 'write why the rule does not apply here',
      };
  }
}
