import { field } from '../../manifests/fields';
import { hasGeneratedName, Manifest } from '../../manifests/manifest';
import { Surroundings } from '../diff/effect';
import { deleteCommand } from './delete-command';
import { dependents } from './dependents';
import { keepingAnnotations } from './keeping-annotations';
import { reasonElsewhere } from './other-folders';

/** The way in which an object that leaves the folder leaves the cluster: by a kubectl line, or not by one, and why. */
export type Removal = { readonly command: string } | { readonly reason: string };

/**
 * The way in which an object leaves the cluster. It gets no kubectl line if an annotation keeps it, if objects of `after` or of other folders would
 * be lost or broken with it, or if it goes by itself.
 */
export function removal(leaving: Manifest, after: readonly Manifest[], others: readonly Surroundings[] = []): Removal {
  const kept = keepingAnnotations(leaving);
  if (kept.length > 0) return { reason: kept.join(', ') };
  if (dependents(leaving, after).length > 0) return { reason: 'it is still in use' };
  const elsewhere = reasonElsewhere(leaving, others);
  if (elsewhere !== undefined) return { reason: elsewhere };
  const seconds = field(leaving, 'spec', 'ttlSecondsAfterFinished');
  if (leaving.kind === 'Job' && typeof seconds === 'number')
    return { reason: `its ttlSecondsAfterFinished deletes it ${seconds} s after it has finished` };
  if (hasGeneratedName(leaving)) return { reason: 'the API server generated its name' };
  return { command: deleteCommand(leaving) };
}
