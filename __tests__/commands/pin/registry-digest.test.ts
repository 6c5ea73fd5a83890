import { RegistryUser } from '../../../lib/commands/pin/registry-credentials';
import { registryDigest } from '../../../lib/commands/pin/registry-digest';
import { digestOf, localRegistry, RegistryManners } from './local-registry';

const manifest = '{"schemaVersion":2,"manifests":[]}';
const manifests = { 'team/api:1.0.0': manifest };
const robot: RegistryUser = { username: 'robot', password: 'pass:word' };

/** Asks a registry for the digest of an image; the host is written as REGISTRY. */
async function asked(manners: RegistryManners, user?: RegistryUser, tag = '1.0.0') {
  const { host, requests } = await localRegistry({ manifests, ...manners });
  const answer = await registryDigest(`${host}/team/api:${tag}`, () => user).catch((error: unknown) => String(error));
  return { answer: answer.replaceAll(host, 'REGISTRY'), requests };
}

const head = 'HEAD /v2/team/api/manifests/1.0.0';
const get = 'GET /v2/team/api/manifests/1.0.0';
const token = 'GET /token?service=local&scope=repository%3Ateam%2Fapi%3Apull';

test.each<[string, RegistryManners, RegistryUser | undefined, readonly string[]]>([
  ['that is open', {}, undefined, [head]],
  ['that gives everybody a token', { challenge: 'token' }, undefined, [head, token, head]],
  ['that gives a user a token', { challenge: 'token', user: 'robot:pass:word' }, robot, [head, token, head]],
  [
    'that has given a token at login',
    { challenge: 'token', user: 'refresh' },
    { identityToken: 'refresh' },
    [head, 'POST /token', head],
  ],
  ['that asks for a password', { challenge: 'basic', user: 'robot:pass:word' }, robot, [head, head]],
  ['that sends no digest', { withoutDigest: true }, undefined, [head, get]],
  ['that does not know HEAD', { headStatus: 405, challenge: 'token' }, undefined, [head, token, head, get]],
])('is the sum of the manifest, from a registry %s', async (_, manners, user, requests) => {
  expect(await asked(manners, user)).toEqual({ answer: digestOf(manifest), requests });
});

test.each<[string, RegistryManners, string]>([
  ['a page to log in', { loginPage: '/users/sign_in' }, 'text/html'],
  [
    "Docker's first format",
    { mediaType: 'application/vnd.docker.distribution.manifest.v1+prettyjws' },
    'application/vnd.docker.distribution.manifest.v1+prettyjws',
  ],
  ['bytes of no type', { mediaType: '' }, 'no media type'],
  ['nothing', { manifests: { 'team/api:1.0.0': '' }, withoutDigest: true }, 'an empty body'],
])('is not the sum of %s', async (_, manners, got) => {
  expect((await asked(manners)).answer).toBe(
    `FindingsError: 1 finding:\n[REGISTRY/team/api:1.0.0] does not answer with a manifest, got ${got}; see whether REGISTRY is a registry that needs no other login, or give the digests as a list with --from`,
  );
});

test('is that of the tag latest for an image without a tag', async () => {
  const { host } = await localRegistry({ manifests: { 'team/api:latest': manifest } });
  expect(await registryDigest(`${host}/team/api`, () => undefined)).toBe(digestOf(manifest));
});

const noUser =
  'see whether it exists; if it does, run docker login REGISTRY without a credential store, or give the digests as a list with --from';

test.each<[string, RegistryManners, RegistryUser | undefined, string]>([
  ['a user is needed', { challenge: 'token', user: 'robot:pass:word' }, undefined, noUser],
  ['a password is needed', { challenge: 'basic', user: 'robot:pass:word' }, undefined, noUser],
  [
    'the password is another',
    { challenge: 'token', user: 'robot:other' },
    robot,
    'see whether it exists, and whether the user of docker login may pull it',
  ],
])('says that the registry refuses the image where %s', async (_, manners, user, write) => {
  expect((await asked(manners, user)).answer).toBe(
    `FindingsError: 1 finding:\n[REGISTRY/team/api:1.0.0] is refused by REGISTRY, got 401 Unauthorized; ${write}`,
  );
});

test('says that the registry does not have the tag', async () => {
  expect((await asked({}, undefined, '2.0.0')).answer).toBe(
    'FindingsError: 1 finding:\n[REGISTRY/team/api:2.0.0] is not in REGISTRY, got tag 2.0.0; write one that is pushed, or log in: some registries answer so for a private image',
  );
});

const later = 'try again later, or give the digests as a list with --from';

test.each<[number, string, RegistryUser | undefined, string]>([
  [429, 'Too Many Requests', undefined, 'try again later, or log in with docker login REGISTRY'],
  [429, 'Too Many Requests', robot, later],
  [503, 'Service Unavailable', undefined, later],
])('says once for all images that the registry answers %d %s', async (status, text, user, write) => {
  expect((await asked({ status }, user)).answer).toBe(
    `FindingsError: 1 finding:\n[REGISTRY] does not say the digests of images, got ${status} ${text}; ${write}`,
  );
});

test('says that the registry does not answer', async () => {
  // Nothing listens at this port of the loopback.
  await expect(registryDigest('127.0.0.1:1/team/api:1.0.0', () => undefined)).rejects.toThrow(
    '1 finding:\n[127.0.0.1:1] does not answer: ',
  );
});
