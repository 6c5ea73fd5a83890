import { isAnySet, isPlainObject } from '../../findings/described';
import { Findings } from '../../findings/findings';
import { Problem, quoted } from '../../findings/problem';
import { labels } from '../../kubernetes/labels';
import { dnsSubdomainProblem, serviceNameProblem } from '../../kubernetes/names';
import { object } from '../../props/object';
import { string } from '../../props/scalar';
import { Decided, mistyped, named, optional, Props, PropsOf, refine, Schema } from '../../props/schema';
import { absent } from '../../props/variant';

const account = {
  /** The name of the ServiceAccount, which the construct renders. @default - the construct's id */
  serviceAccount: optional(string({ check: dnsSubdomainProblem })),
};

const selector = refine(
  {
    ...labels,
    parse: (value) =>
      value === undefined ? mistyped('an object', value, 'its spec.selector.matchLabels') : labels.parse(value),
  } satisfies typeof labels,
  emptyProblem,
);

const deployment = {
  /** The name of the Deployment. @default - the construct's id */
  deployment: optional(string({ check: dnsSubdomainProblem })),
  /** The labels of its selector, `spec.selector.matchLabels`. */
  selector,
  ...account,
};

const service = {
  /** The name of the Service, under which clients call it. @default - the construct's id */
  service: optional(string({ check: serviceNameProblem })),
};

const adoptedDeployment = object({ ...deployment, ...service });

const adoptedService = object({
  ...service,
  ...account,
  /** Undefined: the Deployment is a new one, named after the construct's id. */
  deployment: absent,
  /** Undefined, as the selector of a new Deployment. */
  selector: absent,
});

const adoptedWorker = object(deployment);

const adopted: Schema<
  AdoptedDeployment | AdoptedService,
  Decided<typeof adoptedDeployment> | Decided<typeof adoptedService>
> = {
  wanted: adoptedDeployment.wanted,
  parse: (value) => (isServiceAlone(value) ? adoptedService : adoptedDeployment).parse(value),
};

/** A Deployment that exists, with the Service and the ServiceAccount beside it. */
export interface AdoptedDeployment extends PropsOf<typeof adoptedDeployment>, Props {}

/** A Service and a ServiceAccount that exist, and whose Deployment is replaced by a new one. */
export interface AdoptedService extends PropsOf<typeof adoptedService>, Props {}

/** A worker's Deployment that exists, with the ServiceAccount beside it. */
export interface AdoptedWorker extends PropsOf<typeof adoptedWorker>, Props {}

/** The props of the takeover of objects that exist. */
export const adoption = object({
  /**
   * The names of a Deployment, a Service and a ServiceAccount that exist, whose places those of the construct take, and the selector of the
   * Deployment, which cannot be changed.
   * @default - all objects are named after the construct's id, and the selector is the label `app`
   */
  adopt: optional(adopted),
});

/** The props of a worker's takeover of objects that exist. */
export const workerAdoption = object({
  /**
   * The names of a Deployment and a ServiceAccount that exist, whose places those of the worker take, and the selector of the Deployment.
   * @default - all objects are named after the construct's id, and the selector is the label `app`
   */
  adopt: optional(named<AdoptedWorker>(adoptedWorker)),
});

/** Reports two names for the ServiceAccount. */
export function checkAdoption(
  findings: Findings,
  { props }: { readonly props: Decided<typeof adoption> & { readonly serviceAccountName?: string } },
): void {
  const { adopt, serviceAccountName } = props;
  if (adopt?.serviceAccount === undefined || serviceAccountName === undefined) return;
  findings.add('adopt.serviceAccount', {
    code: 'conflict',
    want: 'must be left out beside serviceAccountName, with which no ServiceAccount is rendered',
    got: quoted(adopt.serviceAccount),
    write: 'leave one of them out',
  });
}

/** Tells whether nothing of a Deployment is named, but a Service or a ServiceAccount. */
function isServiceAlone(value: unknown): boolean {
  if (!isPlainObject(value)) return false;
  const isDeployment = isAnySet(value, ['deployment', 'selector']);
  const isAccount = isAnySet(value, ['service', 'serviceAccount']);
  return isAccount && !isDeployment;
}

function emptyProblem(selector: Readonly<Record<string, string>>): Problem | undefined {
  if (Object.keys(selector).length > 0) return undefined;
  const want = 'must be the selector of the Deployment that exists';
  return { code: 'out-of-range', want, got: quoted(selector), write: 'write its spec.selector.matchLabels' };
}
