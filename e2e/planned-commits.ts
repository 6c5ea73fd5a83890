import { builtPrograms, commandSource } from './bundled';
import { FluxRepository } from './flux';
import { run, waitFor } from './kubectl';
import { NamespacePicture } from './namespace-picture';

interface PlannedChange {
  readonly action: 'added' | 'changed' | 'removed';
  readonly kind: string;
  readonly name: string;
  readonly effects: readonly { readonly effect: string }[];
}

/** The exit code of `plan`, what it says of each change, and what it prints of what it cannot read. */
export interface Plan {
  readonly code: number;
  readonly changes: readonly PlannedChange[];
  readonly stderr: string;
}

const refusals = ['replaces-volume-claim', 'changes-selector', 'changes-immutable-field'];
// The program's Kustomization keeps them.
const kept = ['Namespace', 'PersistentVolumeClaim', 'PersistentVolume'];
const withPods = ['Deployment', 'StatefulSet', 'Job'];

/** The commits of one folder of a repository that Flux follows, of which `plan` says beforehand what Flux then does. */
export class PlannedCommits {
  readonly #command = builtPrograms({ command: commandSource }).command;
  #applied: string | undefined;
  #begun: { readonly commit: string; readonly done: RegExp } | undefined;

  constructor(
    private readonly flux: FluxRepository,
    private readonly path: string,
    private readonly namespace: string,
  ) {}

  /** The plan of what is not committed yet, for each object from the commit of which Flux applied it last. */
  async plan(): Promise<Plan> {
    const plan = await this.#planFrom(this.#applied);
    if (this.#begun === undefined) return plan;
    const { commit, done } = this.#begun;
    const rest = plan.changes.filter((change) => !done.test(objectOf(change)));
    const begun = (await this.#planFrom(commit)).changes.filter((change) => done.test(objectOf(change)));
    return { ...plan, changes: [...begun, ...rest] };
  }

  /**
   * Commits what is not committed yet, and waits until Flux has applied it. Fails unless Flux did to each object and its pods what the
   * plan says, and nothing else. Returns the effects that the plan names, by object.
   */
  async apply(message: string, seconds?: number): Promise<Record<string, string[]>> {
    const { changes } = await this.plan();
    const before = await this.picture();
    this.#applied = await this.flux.push(message);
    this.#begun = undefined;
    await this.flux.applied(this.#applied, seconds);
    // What was kept when it left the folder is there when it comes back.
    const real = changes.filter((change) => change.action !== 'added' || !before.has(objectOf(change)));
    await this.#expectChanges(before, real);
    return effectsByObject(changes);
  }

  /**
   * Commits what is not committed yet, and returns the message with which Flux refuses it: that of the Kustomization of this name.
   * Fails if anything changes by it but the objects that are `done`, which must change as the plan says.
   */
  async expectRefusal(message: string, kustomization?: string, done = /^$/): Promise<string> {
    const { changes } = await this.plan();
    const before = await this.picture();
    const commit = await this.flux.push(message);
    const answer = await this.flux.refused(commit, kustomization);
    const first = changes.filter((change) => done.test(objectOf(change)));
    if (first.length > 0) this.#begun = { commit, done };
    await this.#expectChanges(before, first);
    return answer;
  }

  picture(): Promise<NamespacePicture> {
    return NamespacePicture.take(this.namespace);
  }

  /** Fails unless the cluster soon differs from the picture as the plan says: the last controllers may still be at work. */
  async #expectChanges(before: NamespacePicture, planned: readonly PlannedChange[]): Promise<void> {
    await waitFor('the cluster to be as the plan says', 30, async () => {
      expect(before.changesUntil(await this.picture())).toEqual(foretold(planned));
      return true;
    });
  }

  async #planFrom(commit: string | undefined): Promise<Plan> {
    const compared = commit === undefined ? this.path : `${commit}:${this.path}`;
    const plan = [this.#command, 'plan', compared, '--format', 'json'];
    const { code, stdout, stderr } = await run('node', plan, { cwd: this.flux.folder });
    if (stdout === '') throw new Error(`plan ${compared}: exit ${code}\n${stderr}`);
    const { environments } = JSON.parse(stdout) as { environments: { changes: PlannedChange[] }[] };
    return { code, changes: environments.flatMap(({ changes }) => changes), stderr };
  }
}

/** The effects that a plan names, by object. */
export function effectsByObject(changes: readonly PlannedChange[]): Record<string, string[]> {
  return Object.fromEntries(changes.map((change) => [objectOf(change), change.effects.map(({ effect }) => effect)]));
}

/** The change of each object and its pods by a plan, in the words of a NamespacePicture. */
function foretold(changes: readonly PlannedChange[]): Record<string, string> {
  if (changes.some(({ effects }) => effects.some(({ effect }) => refusals.includes(effect)))) return {};
  const staying = changes.filter(({ action, kind }) => action !== 'removed' || !kept.includes(kind));
  return Object.fromEntries(
    staying.map((change) => {
      const pods = podsWord(change);
      return [objectOf(change), pods === undefined ? change.action : `${change.action}, ${pods}`];
    }),
  );
}

function objectOf({ kind, name }: PlannedChange): string {
  return `${kind} ${name}`;
}

function podsWord({ action, kind, effects }: PlannedChange): string | undefined {
  const has = (id: string): boolean => effects.some(({ effect }) => effect === id);
  if (has('restarts-pods')) return 'pods replaced';
  if (has('stops-pods') || (action === 'removed' && kind === 'Job')) return 'pods gone';
  return action === 'added' && withPods.includes(kind) ? 'pods new' : undefined;
}
