import { FindingsError } from '../../findings/findings-error';
import { textField } from '../../manifests/manifest';
import { parsedJson } from '../../prerequisites/parsed-json';
import { RegistryUser } from './registry-credentials';
import { isThisMachine, RegistryImage } from './registry-image';
import { ask, bytesOf, leave, otherList, statusOf } from './registry-answer';

/**
 * Returns the header `Authorization` that a registry's refusal needs; undefined if there are no credentials for it.
 * https://distribution.github.io/distribution/spec/auth/token/
 * @throws FindingsError if the server of the tokens does not give one, other than by a refusal
 */
export async function authorization(
  refusal: Response,
  image: RegistryImage,
  user: RegistryUser | undefined,
): Promise<string | undefined> {
  await leave(refusal);
  const challenge = refusal.headers.get('www-authenticate') ?? '';
  const bearer = /\bbearer\s+(.*)/is.exec(challenge)?.[1];
  if (bearer === undefined) return /\bbasic\b/i.test(challenge) ? basic(user) : undefined;
  const named = (name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(bearer)?.[1];
  const realm = named('realm');
  if (realm === undefined || !isSafe(realm, image)) return undefined;
  const scope = named('scope') ?? `repository:${image.repository}:pull`;
  const answer = await tokenAnswer(realm, { service: named('service') ?? '', scope }, user);
  const { status } = answer;
  if (isRedirect(status) || status === 429 || status >= 500) {
    await leave(answer);
    throw noToken(realm, 'does not give a token for images', statusOf(answer));
  }
  const body = parsedJson((await bytesOf(answer)).toString());
  const token = answer.ok ? (textField(body, 'token') ?? textField(body, 'access_token')) : undefined;
  if (token === undefined) return undefined;
  if (!/^[\x21-\x7e]+$/.test(token)) throw noToken(realm, 'gives a token that no header can have');
  return `Bearer ${token}`;
}

/** Tells whether credentials may go to a realm: over TLS, or from a registry of this machine to this machine. */
function isSafe(realm: string, { registry }: RegistryImage): boolean {
  if (!URL.canParse(realm)) return false;
  const { protocol, host } = new URL(realm);
  return protocol === 'https:' || (protocol === 'http:' && [registry, host].every(isThisMachine));
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}

function noToken(realm: string, want: string, got?: string): FindingsError {
  const write = `try again later, or ${otherList}`;
  return new FindingsError([{ path: new URL(realm).host, code: 'unavailable', want, got, write }]);
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
    // Another server would get the token too: fetch sends a body on.
    return ask(realm, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
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
