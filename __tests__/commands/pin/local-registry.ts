import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';

/** The manners of a registry. */
export interface RegistryManners {
  /** Manifests by repository and tag: `library/mongo:8.0.30`. */
  readonly manifests?: Readonly<Record<string, string>>;
  /** The way to let in: a token that a server gives (to a user, if there is one), or the password itself. @default - everybody */
  readonly challenge?: 'token' | 'basic';
  /** The user and the password, or the token of `docker login`. @default - everybody gets a token */
  readonly user?: string;
  /** True if it does not send digests. */
  readonly withoutDigest?: boolean;
  /** The status of its answers to HEAD, in place of the right one. */
  readonly headStatus?: number;
  /** The media type of its manifests. @default - that of an OCI index */
  readonly mediaType?: string;
  /** The path to which it sends requests for a manifest, a page to log in. @default - none */
  readonly loginPage?: string;
  /** The realm of its tokens. @default - its own path `/token` */
  readonly realm?: string;
  /** The answer of the server of its tokens, in place of the right one. */
  readonly tokenAnswer?: Answer;
  /** The time before its answers, in milliseconds. @default - none */
  readonly delay?: number;
  /** The status of all its answers, in place of the right ones. */
  readonly status?: number;
}

/** A registry of this machine, and the requests that it had. */
export interface LocalRegistry {
  readonly host: string;
  readonly requests: string[];
  /** The most requests that waited for their answers at one time. */
  readonly mostAtOnce: () => number;
  readonly change: (manners: RegistryManners) => void;
}

const open: Server[] = [];

afterEach(async () => {
  await Promise.all(
    open.splice(0).map(
      (server) =>
        new Promise((resolve) => {
          server.close(resolve);
          server.closeAllConnections();
        }),
    ),
  );
});

/** Starts a registry that speaks as the distribution specification says, and ends it after the test. */
export async function localRegistry(given: RegistryManners): Promise<LocalRegistry> {
  let manners = given;
  const requests: string[] = [];
  let [waiting, most] = [0, 0];
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    waiting += 1;
    most = Math.max(most, waiting);
    void answerTo(request, manners).then(async ({ status, headers, body }) => {
      await setTimeout(manners.delay ?? 0);
      waiting -= 1;
      response.writeHead(status, headers).end(body);
    });
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    mostAtOnce: () => most,
    change: (other) => {
      manners = other;
    },
  };
}

/** The digest of a manifest. */
export function digestOf(manifest: string): string {
  return `sha256:${createHash('sha256').update(manifest).digest('hex')}`;
}

/** An answer of a server. */
interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function answerTo(request: IncomingMessage, manners: RegistryManners): Promise<Answer> {
  const { method = '', url = '', headers } = request;
  if (manners.status !== undefined) return { status: manners.status };
  const { pathname, searchParams } = new URL(url, 'http://registry');
  if (pathname === manners.loginPage)
    return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: '<html>log in</html>' };
  if (pathname === '/token') {
    if (manners.tokenAnswer !== undefined) return manners.tokenAnswer;
    let body = '';
    for await (const part of request) body += String(part);
    const form = method === 'POST' ? new URLSearchParams(body) : searchParams;
    const { user = '' } = manners;
    const isUser = headers.authorization === basic(user) || form.get('refresh_token') === user;
    if (user !== '' && !isUser) return { status: 401 };
    const scope = form.get('scope') ?? '';
    return { status: 200, body: JSON.stringify(method === 'POST' ? { access_token: scope } : { token: scope }) };
  }
  const [, repository = '', tag = ''] = /^\/v2\/(.+)\/manifests\/(.+)$/.exec(pathname) ?? [];
  const { challenge, manifests = {} } = manners;
  if (manners.loginPage !== undefined) return { status: 302, headers: { location: manners.loginPage } };
  const scope = `repository:${repository}:pull`;
  const wanted = challenge === 'token' ? `Bearer ${scope}` : basic(manners.user ?? '');
  if (challenge !== undefined && headers.authorization !== wanted) {
    const bearer = `Bearer realm="${manners.realm ?? `http://${headers.host ?? ''}/token`}",service="local",scope="${scope}"`;
    const asked = { 'www-authenticate': challenge === 'token' ? bearer : 'Basic realm="local"' };
    return { status: 401, headers: asked, body: '{"errors":[{"code":"UNAUTHORIZED"}]}' };
  }
  if (method === 'HEAD' && manners.headStatus !== undefined) return { status: manners.headStatus };
  const manifest = manifests[`${repository}:${tag}`];
  if (manifest === undefined || !(headers.accept ?? '').includes('vnd.oci.image.index')) return { status: 404 };
  const { mediaType = 'application/vnd.oci.image.index.v1+json' } = manners;
  const sum = manners.withoutDigest === true ? undefined : { 'docker-content-digest': digestOf(manifest) };
  return { status: 200, headers: { 'content-type': mediaType, ...sum }, body: manifest };
}

function basic(user: string): string {
  return `Basic ${Buffer.from(user).toString('base64')}`;
}
