import { textField } from '../../manifests/manifest';
import { parsedJson } from '../../prerequisites/parsed-json';
import { RegistryUser } from './registry-credentials';
import { RegistryImage } from './registry-image';
import { ask, bytesOf } from './registry-answer';

/**
 * Returns the header `Authorization` that a registry's refusal needs; undefined if there are no credentials for it.
 * https://distribution.github.io/distribution/spec/auth/token/
 */
export async function authorization(
  refusal: Response,
  image: RegistryImage,
  user: RegistryUser | undefined,
): Promise<string | undefined> {
  // A body that is not read keeps the connection, and with it the process.
  await refusal.body?.cancel();
  const challenge = refusal.headers.get('www-authenticate') ?? '';
  const bearer = /\bbearer\s+(.*)/is.exec(challenge)?.[1];
  if (bearer === undefined) return /\bbasic\b/i.test(challenge) ? basic(user) : undefined;
  const named = (name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(bearer)?.[1];
  const realm = named('realm');
  // Credentials go over TLS, unless the registry is of this machine.
  if (realm === undefined || !URL.canParse(realm) || !realm.startsWith(new URL(image.server).protocol))
    return undefined;
  const scope = named('scope') ?? `repository:${image.repository}:pull`;
  const answer = await tokenAnswer(realm, { service: named('service') ?? '', scope }, user);
  const body = parsedJson((await bytesOf(answer)).toString());
  const token = answer.ok ? (textField(body, 'token') ?? textField(body, 'access_token')) : undefined;
  return token === undefined ? undefined : `Bearer ${token}`;
}

function tokenAnswer(
  realm: string,
  query: Readonly<Record<'service' | 'scope', string>>,
  user: RegistryUser | undefined,
): Promise<Response> {
  if (user !== undefined && 'identityToken' in user) {
    const form = {
      ...query,
      grant_type: 'refresh_token',
      client_id: 'cdk8s-backend',
      refresh_token: user.identityToken,
    };
    return ask(realm, { method: 'POST', body: new URLSearchParams(form) });
  }
  const url = new URL(realm);
  for (const [name, value] of Object.entries(query)) if (value !== '') url.searchParams.set(name, value);
  const header = basic(user);
  return ask(url, header === undefined ? {} : { headers: { authorization: header } });
}

function basic(user: RegistryUser | undefined): string | undefined {
  if (user === undefined || !('username' in user)) return undefined;
  return `Basic ${Buffer.from(`${user.username}:${user.password}`).toString('base64')}`;
}
