import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** A package, and the registry that clients are sent to for all others. */
export interface ServedPackage {
  /** The folder with its package.json. */
  readonly folder: string;
  /** The file of the packed package. */
  readonly tarball: string;
  /** The URL of the registry of others. @default - there are no others */
  readonly others?: string;
}

/** A registry of npm that has one package as it is packed. */
export class PackageRegistry {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Serves a package. */
  static async start({ folder, tarball: file, others }: ServedPackage): Promise<PackageRegistry> {
    const tarball = readFileSync(file);
    const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      readonly name: string;
      readonly version: string;
    };
    const { name, version } = manifest;

    const server = createServer(({ url = '', headers: { host = '' } }, response) => {
      const dist = { integrity, tarball: `http://${host}/${name}.tgz` };
      const versions = { [version]: { ...manifest, dist } };
      if (url === `/${name}`) response.end(JSON.stringify({ name, versions, 'dist-tags': { latest: version } }));
      else if (url === `/${name}.tgz`) response.end(tarball);
      else if (others === undefined) response.writeHead(404).end();
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
