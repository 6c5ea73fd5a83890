import { KubernetesManifest } from '../../lib/manifests/manifest';
import { effectsOf, plannedChanges } from '../../lib/plan/plan';

/** The ids of the effects of one object's change. */
export function effectsBetween(
  before: KubernetesManifest | undefined,
  after: KubernetesManifest | undefined,
): string[] {
  const [first, second] = [before, after].map((manifest) => (manifest === undefined ? [] : [manifest]));
  return plannedChanges(first ?? [], second ?? []).flatMap((change) => effectsOf(change).map(({ id }) => id));
}

/** The messages of one effect of one object's change. */
export function messages(
  id: string,
  before: KubernetesManifest | undefined,
  after: KubernetesManifest | undefined,
): string[] {
  const [first, second] = [before, after].map((manifest) => (manifest === undefined ? [] : [manifest]));
  return plannedChanges(first ?? [], second ?? []).flatMap(({ effects }) =>
    effects.filter(({ effect }) => effect.id === id).map(({ message }) => message),
  );
}
