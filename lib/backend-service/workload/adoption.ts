import { labels } from '../../kubernetes/labels';
import { dnsSubdomainProblem } from '../../kubernetes/names';
import { object } from '../../props/object';
import { Problem, quoted } from '../../findings/problem';
import { string } from '../../props/scalar';
import { named, optional, Props, PropsOf, refine } from '../../props/schema';

const adopted = object({
  /** The name of the Deployment. @default - the service's name */
  deployment: optional(string({ check: dnsSubdomainProblem })),
  /** The labels of its selector, `spec.selector.matchLabels`. */
  selector: refine(labels, emptyProblem),
});

/** A Deployment that exists. */
export interface AdoptedDeployment extends PropsOf<typeof adopted>, Props {}

/** The props of a worker's takeover of a Deployment. */
export const workerAdoption = object({
  /** The name and the selector of a Deployment that exists, whose place this one takes. @default - the worker's name, and the label `app` */
  adopt: optional(named<AdoptedDeployment>(adopted)),
});

/** The props of the takeover of a Deployment. */
export const adoption = object({
  /**
   * The name and the selector of a Deployment that exists, whose place this one takes: a selector cannot be changed.
   * @default - the service's name, and the label `app`
   */
  adopt: optional(named<AdoptedDeployment>(adopted)),
});

function emptyProblem(selector: Readonly<Record<string, string>>): Problem | undefined {
  if (Object.keys(selector).length > 0) return undefined;
  const want = 'must be the selector of the Deployment that exists';
  return { code: 'out-of-range', want, got: quoted(selector), write: 'write its spec.selector.matchLabels' };
}
