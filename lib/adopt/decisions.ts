import { field, KubernetesManifest, listField, objectName, textField } from '../manifests/manifest';
import { byIdentity, objectIdentity } from '../manifests/object-identity';
import { podContainers } from '../manifests/pod-template';
import { isMap } from '../props/map';
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

/** Returns what becomes of a choice in a workload; nothing for one that leaves no choice. */
type Outcomes = (pair: Pair) => readonly ('kept' | 'taken' | undefined)[];

const outcomes: Readonly<Record<Choice, Outcomes>> = {
  names: ({ construct }) => [construct.props['adopt'] === undefined ? undefined : 'kept'],
  network: ({ construct }) => [construct.props['networkPolicy'] === false ? 'kept' : 'taken'],
  security: (pair) => {
    const { source, rendered } = pair;
    const ofPod = field(source, ...podPath);
    const isStated = (each: unknown): boolean =>
      field(each, 'securityContext', 'runAsUser') !== undefined ||
      field(each, 'securityContext', 'runAsNonRoot') === true;
    const containers = containersOf(source);
    if (isStated(ofPod) || containers.every(isStated))
      return containers.map((container) => {
        const [before, after] = [container, renderedAs(container, pair)].map((each) =>
          field(each, 'securityContext', 'readOnlyRootFilesystem'),
        );
        if (before !== undefined) return undefined;
        return after === true ? 'taken' : 'kept';
      });
    const after = [field(rendered, ...podPath), ...containersOf(rendered)];
    return [after.some((each) => field(each, 'securityContext', 'runAsNonRoot') === true) ? 'taken' : 'kept'];
  },
  resources: (pair) =>
    containersOf(pair.source).map((container) => {
      const after = renderedAs(container, pair);
      const hasNone = ['requests', 'limits'].every((kind) => field(container, 'resources', kind) === undefined);
      if (hasNone) return field(after, 'resources') === undefined ? 'kept' : 'taken';
      const [stated, limit] = [container, after].map((each) => field(each, 'resources', 'limits', 'ephemeral-storage'));
      if (stated !== undefined || !mayFillDisk(after, pair)) return undefined;
      return limit === undefined ? 'kept' : 'taken';
    }),
};

/** Tells whether a rendered container may write to the node's disk beyond `/tmp`. */
function mayFillDisk(container: unknown, { rendered }: Pair): boolean {
  const volumes = listField(rendered, ...podPath, 'volumes');
  const hasScratch = volumes.some(
    (volume) =>
      isMap(field(volume, 'emptyDir')) &&
      field(volume, 'emptyDir', 'medium') !== 'Memory' &&
      textField(volume, 'name') !== 'tmp',
  );
  return hasScratch || field(container, 'securityContext', 'readOnlyRootFilesystem') !== true;
}

/** Returns what a container of the source is rendered as; the application's has the construct's name. */
function renderedAs(container: unknown, { rendered, construct }: Pair): unknown {
  const named = (name: string | undefined): unknown =>
    containersOf(rendered).find((each) => textField(each, 'name') === name);
  return named(textField(container, 'name')) ?? named(construct.id);
}

function containersOf(workload: KubernetesManifest | undefined): readonly unknown[] {
  return workload === undefined ? [] : podContainers(workload);
}

/** Returns what became of each choice that some of the workloads leave. */
export function decisions(
  adopted: readonly AdoptedWorkload[],
  rendered: readonly KubernetesManifest[],
): readonly Decision[] {
  const pairs = adopted.map((each): Pair => ({
    ...each,
    rendered: byIdentity(rendered, objectIdentity(each.source))[0],
  }));
  return Object.entries(outcomes).flatMap(([choice, outcomesOf]) => {
    const of = (wanted: 'kept' | 'taken') =>
      pairs.filter((pair) => outcomesOf(pair).includes(wanted)).map(({ source }) => source);
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
