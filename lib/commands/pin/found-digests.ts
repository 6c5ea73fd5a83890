import { Finding, findingText } from '../../findings/finding';
import { FindingsError } from '../../findings/findings-error';
import { inParallel } from '../in-parallel';
import { RegistryUsers } from './registry-credentials';
import { registryDigest } from './registry-digest';
import { Digests } from './rendered-images';

/** The digests of images as far as they are found, and the findings of the others. */
export interface FoundDigests {
  readonly digests: Digests;
  readonly findings: readonly Finding[];
}

/** Returns the digests of images from their registries. What several images have in common is one finding. */
export async function registryDigests(images: readonly string[], users: RegistryUsers): Promise<FoundDigests> {
  const digests = new Map<string, string>();
  const findings = new Map<string, Finding>();
  // Docker Hub and others refuse what asks for much at once.
  await inParallel(images, async (image) => {
    try {
      digests.set(image, await registryDigest(image, users));
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      for (const finding of error.findings) findings.set(findingText(finding), finding);
    }
  });
  const sorted = [...findings].sort(([a], [b]) => (a < b ? -1 : 1));
  return { digests: Object.fromEntries(digests), findings: sorted.map(([, finding]) => finding) };
}

/** Returns the digests that a list has for images, and a finding for each that neither the list nor the file has. */
export function listedDigests(images: readonly string[], given: Digests, known: Digests, list: string): FoundDigests {
  const place = list === '-' ? 'standard input' : list;
  const unlisted = images.filter((image) => !Object.hasOwn(given, image) && !Object.hasOwn(known, image));
  return {
    digests: digestsOf(images, given),
    findings: unlisted.map((image) => ({
      path: image,
      code: 'unknown-reference',
      want: `has no digest in ${place}`,
      write: 'add a line for it',
    })),
  };
}

/** Returns the digests of these images alone. */
export function digestsOf(images: readonly string[], digests: Digests): Digests {
  return Object.fromEntries(Object.entries(digests).filter(([image]) => images.includes(image)));
}
