import { Findings, shown } from '../../findings/findings';
import { dnsSubdomainProblem, labelKeyProblem, labelValueProblem } from '../../kubernetes/names';
import { mapOf, optional, record, scalar, Shapes, text } from '../../props/shape';

/** The takeover of a Deployment that exists. */
export interface AdoptionProps {
  /**
   * The name and the selector of a Deployment that exists, whose place this one takes: a selector cannot be changed.
   * @default - the service's name, and the label `app`
   */
  readonly adopt?: { readonly deployment?: string; readonly selector: Readonly<Record<string, string>> };
}

export const adoptionShapes: Shapes<AdoptionProps> = {
  adopt: optional(record({ deployment: optional(text), selector: mapOf(scalar) })),
};

/** Reports names and selectors that no Deployment has. */
export function checkAdoption(findings: Findings, { adopt }: AdoptionProps): void {
  if (adopt === undefined) return;
  for (const [key, value] of Object.entries(adopt.selector)) {
    findings.add(`adopt.selector ${shown(key)}`, labelKeyProblem(key) ?? labelValueProblem(value));
  }
  if (adopt.deployment !== undefined) findings.add('adopt.deployment', dnsSubdomainProblem(adopt.deployment));
  if (Object.keys(adopt.selector).length === 0) {
    findings.add('adopt.selector', {
      code: 'invalid-value',
      want: 'must be the selector of the Deployment that exists',
      got: '{}',
      write: 'write its spec.selector.matchLabels',
    });
  }
}
