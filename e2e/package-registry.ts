import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { temporaryDirectory } from '../__tests__/temporary-directory';
import { name, version } from '../package.json';
import { repository } from './environment';

/** A registry of npm that has this package as it is packed, and sends clients to the usual registry for all others. */
export class PackageRegistry {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Serves this package: packed as the file that PACKAGE names, or packs it. */
  static async start(): Promise<PackageRegistry> {
    const tarball = readFileSync(process.env['PACKAGE'] ?? packed());
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
    const others = npm('config', 'get', 'registry').trim().replace(/\/$/, '');
    const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as object;

    const server = createServer(({ url = '', headers: { host = '' } }, response) => {
      const dist = { integrity, tarball: `http://${host}/${name}.tgz` };
      const versions = { [version]: { ...manifest, dist } };
      if (url === `/${name}`) response.end(JSON.stringify({ name, versions, 'dist-tags': { latest: version } }));
      else if (url === `/${name}.tgz`) response.end(tarball);
      else response.writeHead(302, { location: `${others}${url}` }).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new PackageRegistry(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

function packed(): string {
  const folder = temporaryDirectory();
  npm('pack', '--silent', '--pack-destination', folder);
  return join(folder, `${name}-${version}.tgz`);
}

function npm(...args: readonly string[]): string {
  return execFileSync('npm', args, { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
