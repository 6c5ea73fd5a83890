import { Finding } from '../findings/finding';
import { FindingsError } from '../findings/findings-error';
import { folderManifests, ManifestFolder } from './folder-manifests';

/**
 * Returns the folders of the sources that a command is given. A source that cannot be read, or that holds no objects, is a finding beside
 * those of the others.
 */
export function givenFolders(sources: readonly string[], recursive: boolean): ManifestFolder[] {
  return sources.flatMap((source) => {
    try {
      const folders = folderManifests(source, { recursive });
      const hasObjects = folders.some(({ manifests, findings }) => manifests.length + findings.length > 0);
      return hasObjects ? folders : [...folders, broken(empty(source, recursive))];
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      return error.findings.map(broken);
    }
  });
}

/** Returns a line for each file that a command skips; empty if it skips none. */
export function skippedText(folders: readonly ManifestFolder[]): string {
  return folders.flatMap(({ skipped }) => skipped.map((each) => `skipped ${each}\n`)).join('');
}

function broken(finding: Finding): ManifestFolder {
  return { path: '', manifests: [], findings: [finding], skipped: [] };
}

function empty(path: string, recursive: boolean): Finding {
  const below = recursive ? '' : ', or --recursive for the folders below it';
  const write = `write a folder with YAML or JSON files of them${below}`;
  return { path, code: 'cannot-read', want: 'holds no Kubernetes objects', write };
}
