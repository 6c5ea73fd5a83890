import { field, KubernetesManifest, listField, objectName } from '../manifests/manifest';
import { byIdentity, objectIdentity } from '../manifests/object-identity';
import { AdoptedWorkload } from './adopted-workload';
import { Choice, podPath } from './backend/reading';

/** The outcome of a choice: the workloads that keep what the source has, and those that take the constructs' default. */
export interface Decision {
  readonly choice: Choice;
  readonly kept: readonly KubernetesManifest[];
  readonly taken: readonly KubernetesManifest[];
}

/** A workload of the source, the construct in its place, and what that renders. */
interface Pair extends AdoptedWorkload {
  readonly rendered: KubernetesManifest | undefined;
}

/** Tells whether a choice is kept or taken by a workload; undefined for one that leaves no choice. */
type Outcome = (pair: Pair) => 'kept' | 'taken' | undefined;

const outcomes: Readonly<Record<Choice, Outcome>> = {
  names: ({ construct }) => (construct.props['adopt'] === undefined ? undefined : 'kept'),
  network: ({ construct }) => (construct.props['networkPolicy'] === false ? 'kept' : 'taken'),
  security: ({ source, rendered }) => {
    const contexts = (workload: unknown): unknown[] => {
      const pod = field(workload, ...podPath);
      return [pod, ...listField(pod, 'containers')].map((each) => field(each, 'securityContext'));
    };
    if (contexts(source).some((each) => field(each, 'runAsUser') !== undefined || field(each, 'runAsNonRoot') === true))
      return undefined;
    return contexts(rendered).some((each) => field(each, 'runAsNonRoot') === true) ? 'taken' : 'kept';
  },
  resources: ({ source, rendered }) => {
    const [before, after] = [source, rendered].map((each) =>
      field(listField(each, ...podPath, 'containers')[0], 'resources'),
    );
    if (field(before, 'requests') !== undefined || field(before, 'limits') !== undefined) return undefined;
    return after === undefined ? 'kept' : 'taken';
  },
};

/** Returns what became of each choice that some of the workloads leave. */
export function decisions(
  adopted: readonly AdoptedWorkload[],
  rendered: readonly KubernetesManifest[],
): readonly Decision[] {
  const pairs = adopted.map((each): Pair => ({
    ...each,
    rendered: byIdentity(rendered, objectIdentity(each.source))[0],
  }));
  return Object.entries(outcomes).flatMap(([choice, outcome]) => {
    const of = (wanted: string) => pairs.filter((pair) => outcome(pair) === wanted).map(({ source }) => source);
    const [kept, taken] = [of('kept'), of('taken')];
    return kept.length + taken.length === 0 ? [] : [{ choice: choice as Choice, kept, taken }];
  });
}

/** Returns the names of objects, of many the first ones: `Deployment shop/web, Deployment shop/api and 3 more`. */
export function objectNames(objects: readonly KubernetesManifest[], most = 3): string {
  const names = objects.map(objectName);
  const rest = names.length - most;
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ');
}
