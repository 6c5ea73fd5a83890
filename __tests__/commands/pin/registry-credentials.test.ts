import { RegistryUser, registryUsers } from '../../../lib/commands/pin/registry-credentials';
import { registryImage } from '../../../lib/commands/pin/registry-image';
import { temporaryDirectory } from '../../temporary-directory';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

function userOf(image: string, auths: object): RegistryUser | undefined {
  const DOCKER_CONFIG = temporaryDirectory({ 'config.json': JSON.stringify({ auths }) });
  return registryUsers({ DOCKER_CONFIG })(registryImage(image));
}

const robot = { username: 'robot', password: 'pass:word' };
const auth = base64('robot:pass:word');

test.each<[string, object, string, RegistryUser | undefined]>([
  ['in base64', { 'ghcr.io': { auth } }, 'ghcr.io/a/b:1', robot],
  ['as two fields', { 'ghcr.io': robot }, 'ghcr.io/a/b:1', robot],
  ['under an address', { 'https://ghcr.io/v2/': { auth } }, 'ghcr.io/a/b:1', robot],
  ['of Docker Hub', { 'https://index.docker.io/v1/': { auth } }, 'mongo:8', robot],
  ['of another registry', { 'ghcr.io.example.com': { auth } }, 'ghcr.io/a/b:1', undefined],
  ['of another port', { 'ghcr.io:5000': { auth } }, 'ghcr.io/a/b:1', undefined],
  ['of a part of the registry', { 'ghcr.io': { auth: base64('x:y') }, 'ghcr.io/a': { auth } }, 'ghcr.io/a/b:1', robot],
  ['of another part of it', { 'ghcr.io/ab': { auth } }, 'ghcr.io/a/b:1', undefined],
  ['with a token', { 'ghcr.io': { auth, identitytoken: 'refresh' } }, 'ghcr.io/a/b:1', { identityToken: 'refresh' }],
  ['that a store keeps', { 'ghcr.io': {} }, 'ghcr.io/a/b:1', undefined],
])('finds credentials %s', (_, auths, image, user) => {
  expect(userOf(image, auths)).toEqual(user);
});

test('finds none without a file, and repeats nothing of one that is no JSON', () => {
  const DOCKER_CONFIG = temporaryDirectory({ 'broken/config.json': '{ "auths": { "ghcr.io": { "auth": "c2VjcmV0' });
  expect(registryUsers({ DOCKER_CONFIG })(registryImage('ghcr.io/a/b:1'))).toBeUndefined();
  expect(() => registryUsers({ DOCKER_CONFIG: `${DOCKER_CONFIG}/broken` })).toThrow(
    `1 finding:\n[${DOCKER_CONFIG}/broken/config.json] is not JSON; correct it, or set DOCKER_CONFIG to another directory`,
  );
});

test('takes an empty DOCKER_CONFIG for none, and not for the directory of the run', () => {
  const before = process.cwd();
  process.chdir(temporaryDirectory({ 'config.json': JSON.stringify({ auths: { 'registry.example.com': { auth } } }) }));
  try {
    expect(registryUsers({ DOCKER_CONFIG: '' })(registryImage('registry.example.com/a/b:1'))).toBeUndefined();
  } finally {
    process.chdir(before);
  }
});
