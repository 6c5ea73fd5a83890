import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory, writeText } from '../__tests__/temporary-directory';
import { onCluster } from './cluster';
import { get, kubectl, succeed, waitFor } from './kubectl';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

interface Status {
  readonly conditions?: readonly Condition[];
  readonly lastAppliedRevision?: string;
  readonly lastAttemptedRevision?: string;
  readonly lastHandledReconcileAt?: string;
  readonly artifact?: { readonly revision: string };
}

/** Deletes Flux's objects, by which nothing that they applied goes. */
export async function leaveFlux(): Promise<void> {
  await kubectl('-n flux-system delete kustomization,gitrepository --all --timeout=60s');
}

/** A repository on the test cluster's git server, and the Flux that follows it. */
export class FluxRepository {
  readonly folder = temporaryDirectory();
  readonly #url: string;
  readonly #name: string;

  /** `name` is that of the repository, and of the program's objects with the environment's name after it. */
  constructor(name: string, environment: string) {
    this.#url = `http://git.git.svc.cluster.local/${name}.git`;
    this.#name = `${name}-${environment}`;
  }

  /** Makes the repository, with a commit in which nothing is. */
  async start(): Promise<void> {
    await this.git('init --quiet --initial-branch main');
    await this.git('config user.name e2e');
    await this.git('config user.email e2e@example.com');
    await this.git('commit --quiet --allow-empty -m', 'Begin');
  }

  /** Replaces a folder of the repository with a copy of another folder. */
  take(from: string, to: string): void {
    rmSync(join(this.folder, to), { recursive: true, force: true });
    cpSync(from, join(this.folder, to), { recursive: true });
  }

  /** Changes one file's text. */
  edit(file: string, change: (text: string) => string): void {
    const path = join(this.folder, file);
    const before = readFileSync(path, 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`${file} is as it was`);
    writeFileSync(path, after);
  }

  write(file: string, text: string): void {
    writeText(join(this.folder, file), text);
  }

  remove(file: string): void {
    rmSync(join(this.folder, file));
  }

  /** Commits all that changed, pushes it, and returns the commit. */
  async push(message: string): Promise<string> {
    await this.git('add --all');
    await this.git('commit --quiet -m', message);
    await onCluster('exec git -C', this.folder, 'push', '--quiet', this.#url, 'main');
    return this.head();
  }

  /** The commit that was pushed last. */
  async head(): Promise<string> {
    return (await this.git('rev-parse HEAD')).trim();
  }

  git(args: string, ...rest: readonly string[]): Promise<string> {
    return succeed('git', ['-C', this.folder, ...args.split(' '), ...rest]);
  }

  /** Applies a folder of the program's Flux objects, with the URL of the test cluster's git server instead of the repository's. */
  async follow(directory: string): Promise<void> {
    const objects = readdirSync(directory).map((file) => readFileSync(join(directory, file), 'utf8'));
    await kubectl('apply -f -', { input: objects.join('---\n').replace(/\burl: .*/, `url: ${this.#url}`) });
  }

  /** Has Flux read the repository now, and waits until it has tried the commit and says that all is as it should be. */
  async applied(commit: string, seconds = 240): Promise<void> {
    await this.reconcile();
    await this.#comesTo(
      `Flux to apply ${commit}`,
      seconds,
      ({ lastAppliedRevision }, { status }) => status === 'True' && lastAppliedRevision?.endsWith(commit) === true,
    );
  }

  /** Waits until Flux reports that it cannot apply a commit, and returns its message: that of the Kustomization of this name. */
  async refused(commit: string, kustomization = this.#name): Promise<string> {
    await this.reconcile();
    return this.#comesTo(
      `Flux to refuse ${commit}`,
      120,
      ({ lastAttemptedRevision }, { status, reason }) =>
        status === 'False' && reason !== 'Progressing' && lastAttemptedRevision?.endsWith(commit) === true,
      kustomization,
    );
  }

  /** Has Flux read the repository and compare the cluster with it now: what `flux reconcile kustomization --with-source` does. */
  async reconcile(): Promise<void> {
    await this.#handled('gitrepository', await this.#request('gitrepository'));
    await this.#request('kustomization');
  }

  /** Has Flux compare the cluster with the repository, and waits until it has. */
  async compared(): Promise<void> {
    await this.#handled('kustomization', await this.#request('kustomization'));
  }

  /** The revision of the repository that Flux fetched last. */
  async fetched(): Promise<string | undefined> {
    return (await this.#status('gitrepository')).artifact?.revision;
  }

  async suspend(suspend: boolean): Promise<void> {
    const patch = JSON.stringify({ spec: { suspend } });
    await kubectl(`-n flux-system patch kustomization/${this.#name} --type=merge -p ${patch}`);
  }

  /** Waits until the Kustomization is as a test asks, and returns the message of its condition Ready. */
  async #comesTo(
    what: string,
    seconds: number,
    isThere: (status: Status, ready: Condition) => boolean,
    kustomization = this.#name,
  ): Promise<string> {
    return waitFor(what, seconds, async () => {
      const status = await this.#status('kustomization', kustomization);
      const ready = status.conditions?.find(({ type }) => type === 'Ready');
      if (ready !== undefined && isThere(status, ready)) return ready.message;
      throw new Error(JSON.stringify(status));
    });
  }

  /** Requests a reconciliation of every object of the kind: a Kustomization may wait for another one, and goes on once that is ready. */
  async #request(kind: string): Promise<string> {
    const at = String(Date.now());
    const annotation = `reconcile.fluxcd.io/requestedAt=${at}`;
    await kubectl(`-n flux-system annotate ${kind} --all --overwrite ${annotation}`);
    return at;
  }

  async #handled(kind: string, at: string): Promise<void> {
    await waitFor(`Flux to handle the request of ${kind} ${this.#name}`, 60, async () => {
      const { lastHandledReconcileAt } = await this.#status(kind);
      return lastHandledReconcileAt === at ? true : undefined;
    });
  }

  async #status(kind: string, name = this.#name): Promise<Status> {
    return (await get<{ status?: Status }>(`-n flux-system ${kind} ${name}`)).status ?? {};
  }
}
