import { Problem, ProblemCode, quoted } from '../findings/problem';
import { string } from '../props/scalar';

const registryHost =
  /^(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?)*)(:\d+)?$/;
const component = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/;
const tagText = /^\w[\w.-]{0,127}$/;
const digestText = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;
const longestRepository = 255;

/** The parts of an image. */
interface ImageReference {
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** Returns an image's repository, its tag and its digest; a part that it does not have is undefined. */
export function imageParts(image: string): ImageReference {
  const [named = '', digest] = image.split(/@(.*)/s, 2);
  const colon = named.lastIndexOf(':');
  const tagged = colon > named.lastIndexOf('/');
  return {
    repository: tagged ? named.slice(0, colon) : named,
    tag: tagged ? named.slice(colon + 1) : undefined,
    digest,
  };
}

/** The schema of an image. */
export const image = string({ check: imageProblem, example: '"repository:tag"' });

/** Returns an image without its digest: the name under which `setDefaults` and images.json have the digest. */
export function undigested(image: string): string {
  return image.split('@', 1)[0] ?? '';
}

/** Tells whether two images differ in their digests alone, one of which may be missing. */
export function isDigestChange(before: string, after: string): boolean {
  const [one, other] = [imageParts(before), imageParts(after)];
  const isPinned = [one, other].some(({ digest }) => digest !== undefined && digestProblem(digest) === undefined);
  return isPinned && undigested(before) === undigested(after) && one.digest !== other.digest;
}

const shownDigits = 12;

/** Returns a text with the digests in it cut to the digits that tell them apart: `sha256:0123456789ab`. */
export function shortDigest(text: string): string {
  return text.replace(/\bsha\d{3}:[0-9a-f]{64,128}\b/g, (digest) => digest.slice(0, 'sha256:'.length + shownDigits));
}

/** Returns the problem of a digest: it is the algorithm and its sum in lower-case hexadecimal digits. */
export function digestProblem(digest: string): Problem | undefined {
  if (digestText.test(digest)) return undefined;
  const write = 'write "sha256:<64 hexadecimal digits>"';
  return { code: 'invalid-format', want: 'must be the digest of an image', got: quoted(digest), write };
}

/** Returns the problem of the name under which an image has a digest: the image as it is rendered without one, with any tag or none. */
export function undigestedProblem(image: string): Problem | undefined {
  const write = 'write "repository:tag"';
  if (image !== '' && !image.includes('@')) return referenceProblem(image, write);
  return { code: 'invalid-format', want: 'must be an image without a digest', got: quoted(image), write };
}

/** Returns the last part of an image's repository: `mongo` of `docker.io/library/mongo:8.0.30`. */
export function imageName(image: string): string {
  return imageParts(image).repository.split('/').at(-1) ?? '';
}

/** Returns the host of an image's registry; undefined for an image of Docker Hub by its short name. */
export function imageRegistry(image: string): string | undefined {
  return hostOf(imageParts(image).repository);
}

const dockerHub = ['docker.io', 'index.docker.io', 'registry-1.docker.io'];

/** Returns the name that an image of Docker Hub has there, `library/mongo:8.0.30`; undefined for an image of another registry. */
export function dockerHubName(image: string): string | undefined {
  const host = imageRegistry(image);
  if (host !== undefined && !dockerHub.includes(host)) return undefined;
  const path = host === undefined ? image : image.slice(host.length + 1);
  // Docker Hub's own name for the official images, which have none.
  return path.includes('/') ? path : `library/${path}`;
}

function hostOf(repository: string): string | undefined {
  const [first = '', ...rest] = repository.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : undefined;
}

/** Returns an image's version for the label `app.kubernetes.io/version`: its tag, cut to a label's alphabet; undefined without a tag. */
export function imageVersion(image: unknown): string | undefined {
  if (typeof image !== 'string') return undefined;
  const version = imageParts(image)
    .tag?.slice(0, 63)
    .replace(/[^A-Za-z0-9]+$/, '')
    .replace(/^[^A-Za-z0-9]+/, '');
  return version === '' ? undefined : version;
}

/**
 * Returns the problem of an image. It needs a tag or a digest, and the tag must not be `latest`, so that a cluster runs the image that
 * was reviewed. The grammar is the distribution project's reference grammar.
 */
export function imageProblem(image: unknown): Problem | undefined {
  const write = 'write "repository:tag" or "repository:tag@sha256:<64 hexadecimal digits>"';
  const wrong = (code: ProblemCode, want: string): Problem => ({ code, want, got: quoted(image), write });
  if (typeof image !== 'string' || image === '')
    return wrong('invalid-format', 'must be an image with a tag or a digest');
  const { tag, digest } = imageParts(image);
  const problem = referenceProblem(image, write);
  if (problem !== undefined || digest !== undefined) return problem;
  if (tag === undefined) return wrong('invalid-value', 'has no tag');
  if (tag !== 'latest') return undefined;
  return wrong('invalid-value', 'has the tag "latest", which changes under a running program');
}

// What ko, kustomize and templates write an image for.
const placeholder = /^ko:\/\/|[$<{]|^[^a-z]+$/;

/** Returns the problem of an image that no kubelet can pull, with any tag or none; undefined if another program writes the image first. */
export function unpullableProblem(image: string): Problem | undefined {
  if (placeholder.test(image)) return undefined;
  const write = 'write "repository:tag"';
  if (/^\s|\s$/.test(image))
    return { code: 'invalid-format', want: 'must not begin or end with white space', got: quoted(image), write };
  const plain = image.replace(/^[a-z]+:\/\//, '');
  if (plain === image) return referenceProblem(image, write);
  return { code: 'invalid-format', want: 'must have no scheme', got: quoted(image), write: `write ${quoted(plain)}` };
}

/** Returns the problem of an image's form, with any tag or none. The advice is for a part that is no repository. */
function referenceProblem(image: string, write: string): Problem | undefined {
  const { repository, tag, digest } = imageParts(image);
  const host = hostOf(repository);
  const path = repository.split('/').slice(host === undefined ? 0 : 1);
  const got = quoted(image);
  const malformed = (want: string, advice: string): Problem => ({ code: 'invalid-format', want, got, write: advice });
  if ((host !== undefined && !registryHost.test(host)) || !path.every((part) => component.test(part)))
    return malformed(
      'has a repository that no registry accepts',
      'write lower-case letters, digits and single ".", "_" or "-" between "/"',
    );
  // Its numbers can be no port, or no address.
  if (host !== undefined && !URL.canParse(`https://${host}`))
    return malformed('has a registry that is no address', 'write a host, and a port of at most 65535');
  if (repository.length > longestRepository) {
    const want = `must have a repository of at most ${longestRepository} characters`;
    return { code: 'out-of-range', want, got: `${got} with ${repository.length}`, write: 'write a shorter one' };
  }
  if (digest !== undefined && !digestText.test(digest)) return malformed('has a malformed digest', write);
  if (tag !== undefined && !tagText.test(tag)) return malformed('has a malformed tag', write);
  return undefined;
}
