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

test('sends no credentials without TLS from a registry of this machine to another machine', async () => {
  const { host, requests } = await localRegistry({});
  const realm = `http://${host.replace('127.0.0.1', 'localhost.localdomain')}/token`;
  expect(await authorization(refusal(`Bearer realm="${realm}"`), registryImage(`${host}/a/b:1`), user)).toBeUndefined();
  expect(requests).toEqual([]);
});

test.each([307, 308])('does not send the token of docker login on to where status %d points', async (status) => {
  const other = await localRegistry({});
  const location = `http://${other.host}/token`;
  const { host } = await localRegistry({ tokenAnswer: { status, headers: { location } } });
  const answer = authorization(refusal(`Bearer realm="http://${host}/token"`), registryImage(`${host}/a/b:1`), {
    identityToken: 'refresh',
  });
  await expect(answer).rejects.toThrow(`1 finding:\n[${host}] does not give a token for images, got ${status} `);
  expect(other.requests).toEqual([]);
});

test.each([
  [429, '429 Too Many Requests'],
  [503, '503 Service Unavailable'],
])('names the server of the tokens that answers %d', async (status, got) => {
  const { host } = await localRegistry({ tokenAnswer: { status } });
  await expect(
    authorization(refusal(`Bearer realm="http://${host}/token"`), registryImage('127.0.0.1:1/a/b:1'), user),
  ).rejects.toThrow(
    `1 finding:\n[${host}] does not give a token for images, got ${got}; try again later, or give the digests as a list with --from`,
  );
});

test.each(['secret\nword', 'secret word', 'sécret', ''])('repeats nothing of the token %j', async (token) => {
  const { host } = await localRegistry({ tokenAnswer: { status: 200, body: JSON.stringify({ token }) } });
  await expect(
    authorization(refusal(`Bearer realm="http://${host}/token"`), registryImage(`${host}/a/b:1`), user),
  ).rejects.toThrow(
    `1 finding:\n[${host}] gives a token that no header can have; try again later, or give the digests as a list with --from`,
  );
});
