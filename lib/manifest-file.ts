import { dump } from 'js-yaml';
import { Manifest } from './manifest';

/** How a file that this library wrote begins; a file without it is somebody else's. */
export const header = '# Rendered by cdk8s-backend. Change the program and render it again, not this file.';

/** A manifest's file: the header line and the object in YAML that YAML 1.1 and 1.2 read alike, LF line ends, no folding, no anchors. */
export function manifestFile(manifest: Manifest): string {
  return `${header}\n${dump(manifest, { lineWidth: -1, noRefs: true })}`;
}
