import { Finding, FindingLevel } from '../findings/finding';
import { Fault, placeIn, Problem, quoted } from '../findings/problem';
import { hasGeneratedName, KubernetesManifest, Path, textMapField } from '../manifests/manifest';
import { definitionsIn } from '../manifests/definitions/custom-definitions';
import { byIdentity, objectIdentity } from '../manifests/object-identity';
import { placeText } from '../manifests/schema/place';
import { ignorePrefix, ignores, Rule, RuleFault } from '../rules/rule';
import { isWrittenLater } from './placeholders';
import { rules } from './rules';

/** The ids of the rules whose findings are notes. */
export const noteIds: readonly string[] = rules.filter(({ level }) => level === 'note').map(({ id }) => id);

/** A finding about an object, which the caller names. */
export interface CheckFinding extends Fault {
  readonly object: KubernetesManifest;
  /** The path of the value in the object. */
  readonly valuePath: Path;
  /** The level. @default 'error' */
  readonly level?: FindingLevel;
  /** The rule's id, or a code of problems for an annotation that ignores a rule. */
  readonly code: string;
  /** The rule that reports it; undefined for an annotation that ignores a rule. */
  readonly rule?: Rule;
}

/**
 * Returns the findings of the rules about objects, rule by rule. An object that carries the annotation `cdk8s-backend/ignore.<rule-id>:
 * <reason>` is let through by that rule; one that gives no reason, or names no rule, is a finding. The rules whose ids are ignored do
 * not run, but may be named. Custom resources have the fields of their definitions. These, and what objects refer to, are among the objects or
 * the others, which are not judged.
 */
export function checkManifests(
  manifests: readonly KubernetesManifest[],
  checked: readonly Rule[] = rules,
  ignored: readonly string[] = [],
  others: readonly KubernetesManifest[] = [],
): CheckFinding[] {
  const definitions = definitionsIn([...others, ...manifests]);
  const found = checked.map((rule) => ({ rule, findings: [] as CheckFinding[] }));
  const running = found.filter(({ rule }) => !ignored.includes(rule.id));
  const copies = new Set(manifests.filter((manifest) => isCopy(manifest, manifests)));
  const known =
    copies.size + others.length === 0 ? manifests : [...manifests.filter((each) => !copies.has(each)), ...others];
  // Object by object, so that the rules share what they read of one.
  for (const manifest of manifests) {
    for (const { rule, findings } of running) {
      if (copies.has(manifest) && rule.countsCopies !== true) continue;
      for (const fault of rule.check(manifest, rule.countsCopies === true ? manifests : known, definitions)) {
        const { object = manifest, path = [] } = fault;
        if (!ignores(object, rule.id) && !isWrittenLater(object, path))
          findings.push({ ...finding(object, fault), level: fault.level ?? rule.level, code: rule.id, rule });
      }
    }
  }
  return [...found.flatMap(({ findings }) => findings), ...brokenAnnotations(manifests, checked)];
}

/** True for an object that an earlier one of a list is equal to: in two files, what is wrong with one is wrong once. */
function isCopy(manifest: KubernetesManifest, manifests: readonly KubernetesManifest[]): boolean {
  const named = byIdentity(manifests, objectIdentity(manifest));
  if (named.length < 2 || hasGeneratedName(manifest)) return false;
  const equal = named.find((other) => JSON.stringify(other) === JSON.stringify(manifest));
  return equal !== manifest;
}

/** Returns a finding about an object as the report has it, with the path by which the report names the object. */
export function namedFinding(path: string, { at, level, code, want, got, write }: CheckFinding): Finding {
  return { path, at, level, code, want, got, write };
}

function finding(
  object: KubernetesManifest,
  { path = [], at = '', want, got, write }: RuleFault,
): Omit<CheckFinding, 'code' | 'level'> {
  return { object, valuePath: path, at: placeIn(placeText(object, path), at), want, got, write };
}

function* brokenAnnotations(
  manifests: readonly KubernetesManifest[],
  checked: readonly Rule[],
): Generator<CheckFinding> {
  const ids = checked.map(({ id }) => id);
  for (const object of manifests) {
    for (const [key, reason] of Object.entries(textMapField(object.metadata, 'annotations'))) {
      if (!key.startsWith(ignorePrefix)) continue;
      const problem = ids.includes(key.slice(ignorePrefix.length)) ? reasonProblem(reason) : unknownRule(ids);
      const valuePath = ['metadata', 'annotations', key];
      if (problem !== undefined) yield { object, valuePath, at: placeText(object, valuePath), ...problem };
    }
  }
}

function unknownRule(ids: readonly string[]): Problem {
  return { code: 'unknown-reference', want: 'must name a rule', write: `write one of ${ids.join(', ')}` };
}

function reasonProblem(reason: unknown): Problem | undefined {
  if (typeof reason !== 'string' || reason.trim() !== '') return undefined;
  const write = 'write why the rule does not apply here';
  return { code: 'invalid-value', want: 'must give a reason', got: quoted(reason), write };
}
