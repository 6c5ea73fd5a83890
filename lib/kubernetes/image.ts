import { Problem, ProblemCode, quoted } from '../findings/problem';
import { string } from '../props/scalar';

const registryHost =
  /^(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([-a-zA-Z0-9]*[a-zA-Z0-9])?)*)(:\d+)?$/;
const component = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/;
const tagText = /^\w[\w.-]{0,127}$/;
const digestText = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;
const longestRepository = 255;

interface ImageReference {
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
}

function parse(image: string): ImageReference {
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

/** Returns the host of an image's registry; undefined for an image of Docker Hub by its short name. */
export function imageRegistry(image: string): string | undefined {
  return hostOf(parse(image).repository);
}

function hostOf(repository: string): string | undefined {
  const [first = '', ...rest] = repository.split('/');
  return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? first : undefined;
}

/** Returns an image's version for the label `app.kubernetes.io/version`: its tag, cut to a label's alphabet; undefined without a tag. */
export function imageVersion(image: unknown): string | undefined {
  if (typeof image !== 'string') return undefined;
  const version = parse(image)
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
  const fix = 'write "repository:tag" or "repository:tag@sha256:<64 hexadecimal digits>"';
  const wrong = (code: ProblemCode, want: string, write = fix, got = quoted(image)): Problem => ({
    code,
    want,
    got,
    write,
  });
  if (typeof image !== 'string' || image === '')
    return wrong('invalid-format', 'must be an image with a tag or a digest');
  const { repository, tag, digest } = parse(image);
  const host = hostOf(repository);
  const path = repository.split('/').slice(host === undefined ? 0 : 1);
  if ((host !== undefined && !registryHost.test(host)) || !path.every((part) => component.test(part))) {
    const write = 'write lower-case letters, digits and single ".", "_" or "-" between "/"';
    return wrong('invalid-format', 'has a repository that no registry accepts', write);
  }
  if (repository.length > longestRepository) {
    const want = `must have a repository of at most ${longestRepository} characters`;
    return wrong('out-of-range', want, 'write a shorter one', `${quoted(image)} with ${repository.length}`);
  }
  if (digest !== undefined && !digestText.test(digest)) return wrong('invalid-format', 'has a malformed digest');
  if (tag === undefined && digest === undefined) return wrong('invalid-value', 'has no tag');
  if (tag !== undefined && !tagText.test(tag)) return wrong('invalid-format', 'has a malformed tag');
  if (tag === 'latest' && digest === undefined)
    return wrong('invalid-value', 'has the tag "latest", which changes under a running program');
  return undefined;
}
