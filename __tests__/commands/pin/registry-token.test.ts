import { registryImage } from '../../../lib/commands/pin/registry-image';
import { authorization } from '../../../lib/commands/pin/registry-token';
import { localRegistry } from './local-registry';

const user = { username: 'robot', password: 'word' };

function refusal(challenge?: string): Response {
  return new Response('refused', {
    status: 401,
    headers: challenge === undefined ? {} : { 'www-authenticate': challenge },
  });
}

test.each([
  ['no challenge', undefined],
  ['another scheme', 'Negotiate'],
  ['a realm that is no address', 'Bearer realm="token"'],
])('is undefined with %s', async (_, challenge) => {
  expect(await authorization(refusal(challenge), registryImage('ghcr.io/a/b:1'), user)).toBeUndefined();
});

test('sends no credentials without TLS to where a registry with TLS points', async () => {
  const { host, requests } = await localRegistry({});
  const challenge = `Bearer realm="http://${host}/token"`;
  expect(await authorization(refusal(challenge), registryImage('ghcr.io/a/b:1'), user)).toBeUndefined();
  expect(requests).toEqual([]);
});

test('asks for the pull of the repository where the challenge has no scope, and takes the first of several challenges', async () => {
  const { host, requests } = await localRegistry({});
  const challenge = `Bearer realm="http://${host}/token", Basic realm="other"`;
  expect(await authorization(refusal(challenge), registryImage(`${host}/a/b:1`), undefined)).toBe(
    'Bearer repository:a/b:pull',
  );
  expect(requests).toEqual(['GET /token?scope=repository%3Aa%2Fb%3Apull']);
});
