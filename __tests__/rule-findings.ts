import { CheckFinding, checkManifests, namedFinding } from '../lib/checks/check-manifests';
import { findingText } from '../lib/findings/finding';
import { KubernetesManifest, objectName } from '../lib/manifests/manifest';
import { Rule } from '../lib/rules/rule';

/** The findings of one rule about objects, each as the line that is printed. */
export function findings(rule: Rule, ...manifests: readonly KubernetesManifest[]): string[] {
  return findingLines(checkManifests(manifests, [rule]));
}

/** Findings, each as the line that is printed. */
export function findingLines(found: readonly CheckFinding[]): string[] {
  return found.map((finding) => findingText(namedFinding(objectName(finding.object), finding)));
}
