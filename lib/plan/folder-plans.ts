import { join } from 'node:path';
import { ManifestFolder, manifestsOf } from '../folders/folder-manifests';
import { sourceName } from '../folders/standard-input';
import { EnvironmentPlan, environmentPlan } from './plan';

/** The plan of a folder, and its path below the source. */
export interface FolderPlan extends EnvironmentPlan {
  readonly path: string;
}

/**
 * Returns the plan of each folder of two sources, by their names for messages and the folders that were read: each folder with its counterpart. Of a
 * folder with a file that cannot be read, an object that is missing in it is not compared.
 */
export function folderPlans(
  before: string,
  after: string,
  was: readonly ManifestFolder[],
  is: readonly ManifestFolder[],
): FolderPlan[] {
  const paths = new Set([...is, ...was].map(({ path }) => path));
  const folders = [...(paths.size === 0 ? [''] : paths)].map((path) => {
    const [earlier, later] = [was, is].map((side) => side.find((folder) => folder.path === path));
    return { path, earlier, later, before: manifestsOf(earlier?.manifests), after: manifestsOf(later?.manifests) };
  });
  return folders.map((folder) => {
    const others = folders.filter((other) => other !== folder);
    const title = `${join(sourceName(before), folder.path)} → ${join(sourceName(after), folder.path)}`;
    const plan = environmentPlan(title, folder.before, folder.after, others);
    const [isPartialBefore, isPartialAfter] = [isPartial(folder.earlier), isPartial(folder.later)];
    if (!isPartialBefore && !isPartialAfter) return { ...plan, path: folder.path };
    const changes = plan.changes.filter(
      ({ action }) => !(action === 'added' && isPartialBefore) && !(action === 'removed' && isPartialAfter),
    );
    const notCompared = plan.changes.length - changes.length;
    return { path: folder.path, title, changes, ...(notCompared > 0 && { notCompared }) };
  });
}

/** True if an object that is missing in a folder may be in a file of it that cannot be read. */
function isPartial(folder: ManifestFolder | undefined): boolean {
  return folder !== undefined && folder.findings.length > 0;
}
