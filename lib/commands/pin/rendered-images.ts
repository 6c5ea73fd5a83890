import { Finding } from '../../findings/finding';
import { quoted } from '../../findings/problem';
import { ManifestFolder } from '../../folders/folder-manifests';
import { digestProblem, imageParts, shortDigest, undigested, undigestedProblem } from '../../kubernetes/image';
import { objectName } from '../../manifests/manifest';
import { placedImages } from '../../manifests/pod-template';
import { placeText } from '../../manifests/schema/place';
import { groupedBy } from '../../props/map';

/** Digests by image. */
export type Digests = Readonly<Record<string, string>>;

/** An image of a pod in a folder. */
export interface RenderedImage extends Pick<Finding, 'path' | 'file' | 'at'> {
  /** The image without its digest. */
  readonly name: string;
  /** Its digest; undefined if it is rendered without one. */
  readonly digest?: string;
}

/** Returns the images of the pods in folders, in the order of their names. */
export function renderedImages(folders: readonly ManifestFolder[]): readonly RenderedImage[] {
  const manifests = folders.flatMap((folder) => folder.manifests);
  const images = manifests.flatMap(({ file, manifest }) =>
    placedImages(manifest).map(({ path, value }) => ({
      name: undigested(value as string),
      digest: imageParts(value as string).digest,
      path: objectName(manifest),
      file,
      at: placeText(manifest, path),
    })),
  );
  return images.sort((one, other) => (one.name === other.name ? 0 : one.name < other.name ? -1 : 1));
}

/** Returns the digests that images are rendered with beside their tags: those of images.json, as long as it is there. */
export function renderedDigests(images: readonly RenderedImage[]): Digests {
  return Object.fromEntries(
    images.flatMap(({ name, digest = '' }) =>
      imageParts(name).tag === undefined || digestProblem(digest) !== undefined ? [] : [[name, digest] as const],
    ),
  );
}

/** The names of images that have a digest in the file, or can have one; and the findings of those that are no images. */
export interface NamedImages {
  readonly names: readonly string[];
  readonly findings: readonly Finding[];
}

/** Returns the names of images, each once. One with a digest is left out unless the digest is from the file, which knows its name. */
export function namedImages(images: readonly RenderedImage[], known: Digests): NamedImages {
  const listed = images.filter(({ name, digest }) => digest === undefined || Object.hasOwn(known, name));
  const first = [...groupedBy(listed, ({ name }) => [name]).values()].map(([image]) => image);
  return {
    names: first.filter(({ name }) => undigestedProblem(name) === undefined).map(({ name }) => name),
    findings: first.flatMap(({ name, path, file, at }) => {
      const problem = undigestedProblem(name);
      return problem === undefined ? [] : [{ path, file, at, ...problem }];
    }),
  };
}

/** Returns the findings of images that are rendered without the digest that the file has for them, once for each. */
export function unrenderedDigests(file: string, images: readonly RenderedImage[], digests: Digests): Finding[] {
  const wrong = images.filter(({ name, digest }) => Object.hasOwn(digests, name) && digests[name] !== digest);
  const groups = groupedBy(wrong, ({ name, digest = '' }) => [`${name}@${digest}`]);
  return [...groups.values()].map(([{ name, digest, ...place }]) => ({
    ...place,
    code: 'out-of-date',
    want: `must be ${quoted(name)} with ${shortDigest(digests[name] ?? '')}, as in ${file}`,
    got: digest === undefined ? 'no digest' : shortDigest(digest),
    write:
      digest === undefined
        ? 'give the digests of the file to setDefaults(app, { digests }), and render again'
        : 'render again; if the program writes this digest itself, remove the image from the file',
  }));
}
