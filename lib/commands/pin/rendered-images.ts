import { Finding } from '../../findings/finding';
import { ManifestFolder } from '../../folders/folder-manifests';
import { undigested, undigestedProblem } from '../../kubernetes/image';
import { objectName } from '../../manifests/manifest';
import { placedImages } from '../../manifests/pod-template';
import { groupedBy } from '../../props/map';

/** Digests by image. */
export type Digests = Readonly<Record<string, string>>;

/** The images of folders, without their digests, in their order; and the findings of those that are no images. */
export interface RenderedImages {
  readonly images: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * Returns the images of the pods in folders. An image that is rendered with a digest is left out unless the digest is from the file, which
 * knows its name.
 */
export function renderedImages(folders: readonly ManifestFolder[], known: Digests): RenderedImages {
  const placed = folders.flatMap(({ manifests }) =>
    manifests.flatMap(({ file, manifest }) =>
      placedImages(manifest).map(({ value }) => ({ image: value as string, file, path: objectName(manifest) })),
    ),
  );
  const listed = placed.filter(({ image }) => !image.includes('@') || Object.hasOwn(known, undigested(image)));
  const byName = [...groupedBy(listed, ({ image }) => [undigested(image)])].sort(([a], [b]) => (a < b ? -1 : 1));
  const problemOf = ([name]: readonly [string, unknown]) => undigestedProblem(name);
  return {
    images: byName.filter((entry) => problemOf(entry) === undefined).map(([name]) => name),
    findings: byName.flatMap((entry) => {
      const [, [{ file, path }]] = entry;
      const problem = problemOf(entry);
      return problem === undefined ? [] : [{ path, file, at: 'an image', ...problem }];
    }),
  };
}
