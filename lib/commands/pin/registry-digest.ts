import { createHash } from 'node:crypto';
import { Finding } from '../../findings/finding';
import { FindingsError } from '../../findings/findings-error';
import { digestProblem } from '../../kubernetes/image';
import { ask, bytesOf, leave, otherList, statusOf } from './registry-answer';
import { RegistryUsers } from './registry-credentials';
import { RegistryImage, registryImage } from './registry-image';
import { authorization } from './registry-token';

// The index of an image for several platforms comes before the manifest of one: every node pulls its own from it.
const accepted = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
];

/**
 * Returns the digest that an image's tag has in its registry now.
 * https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests
 * @throws FindingsError if the registry does not have the image, refuses it, or does not answer
 */
export async function registryDigest(image: string, users: RegistryUsers): Promise<string> {
  const place = registryImage(image);
  const head = await manifestAnswer('HEAD', place, users);
  const digest = head.answer.headers.get('docker-content-digest') ?? '';
  if (isManifest(head.answer) && digestProblem(digest) === undefined) return digest;
  if (!head.answer.ok && ![400, 405, 501].includes(head.answer.status))
    throw new FindingsError([refusal(place, head.answer, users)]);
  // A registry need not send the digest, nor know HEAD. It is the sum of the manifest's bytes.
  const { answer } = await manifestAnswer('GET', place, users, head.authorization);
  if (!isManifest(answer)) {
    await leave(answer);
    throw new FindingsError([answer.ok ? otherAnswer(place, mediaType(answer)) : refusal(place, answer, users)]);
  }
  const bytes = await bytesOf(answer);
  if (bytes.length === 0) throw new FindingsError([otherAnswer(place, 'an empty body')]);
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** Tells whether an answer is a manifest, neither a page to log in nor a manifest of Docker's first format, which a kubelet does not pull. */
function isManifest(answer: Response): boolean {
  return answer.ok && accepted.includes(mediaType(answer));
}

function mediaType({ headers }: Response): string {
  const [type = ''] = (headers.get('content-type') ?? '').split(';', 1);
  return type === '' ? 'no media type' : type.trim().toLowerCase();
}

function otherAnswer({ image, registry }: RegistryImage, got: string): Finding {
  const write = `see whether ${registry} is a registry that needs no other login, or ${otherList}`;
  return { path: image, code: 'unavailable', want: 'does not answer with a manifest', got, write };
}

interface ManifestAnswer {
  readonly answer: Response;
  /** The header by which the registry lets in; undefined if it needs none. */
  readonly authorization?: string;
}

async function manifestAnswer(
  method: 'GET' | 'HEAD',
  place: RegistryImage,
  users: RegistryUsers,
  known?: string,
): Promise<ManifestAnswer> {
  const url = `${place.server}/v2/${place.repository}/manifests/${place.tag}`;
  const request = (header: string | undefined): Promise<Response> => {
    const headers = { accept: accepted.join(', '), ...(header === undefined ? {} : { authorization: header }) };
    return ask(url, { method, headers });
  };
  const answer = await request(known);
  if (answer.status !== 401 || known !== undefined) return { answer, authorization: known };
  const header = await authorization(answer, place, users(place));
  return header === undefined ? { answer } : { answer: await request(header), authorization: header };
}

/** Returns the finding of an image that a registry does not show, or of a registry that shows none. */
function refusal(place: RegistryImage, answer: Response, users: RegistryUsers): Finding {
  const { image, registry, tag } = place;
  const { status } = answer;
  const got = statusOf(answer);
  if (status === 404) {
    const want = `is not in ${registry}`;
    const write = 'write one that is pushed, or log in: some registries answer so for a private image';
    return { path: image, code: 'unknown-reference', want, got: `tag ${tag}`, write };
  }
  if (status === 401 || status === 403) {
    const write =
      users(place) === undefined
        ? `see whether it exists; if it does, run docker login ${registry} without a credential store, or ${otherList}`
        : 'see whether it exists, and whether the user of docker login may pull it';
    return { path: image, code: 'unavailable', want: `is refused by ${registry}`, got, write };
  }
  const isLimited = status === 429 && users(place) === undefined;
  const write = isLimited
    ? `try again later, or log in with docker login ${registry}`
    : `try again later, or ${otherList}`;
  return { path: registry, code: 'unavailable', want: 'does not say the digests of images', got, write };
}
