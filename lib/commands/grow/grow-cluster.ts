import { Finding } from '../../findings/finding';
import { FindingsError } from '../../findings/findings-error';
import { shellWord } from '../../kubernetes/shell-word';
import { field, KubernetesManifest, objectName } from '../../manifests/manifest';
import { inNamespace } from '../../manifests/object-identity';
import { contextOptions, kubectl, KubectlContext, KubectlResult, noServer, printedObjects } from '../kubectl';
import { claimsOf } from './claims';
import { Classes } from './growth-findings';
import { LiveSet, Step } from './growth-steps';
import { keptIn, keptName } from './kept-set';

// Another client was faster: what the cluster has now says what is left to do.
const lostRace = /\((?:AlreadyExists|Conflict|NotFound)\)/;
const remedies = [
  [
    /cannot \w+ resource/,
    'unavailable',
    'have that right granted, or name a context that has it with --context, and run grow again',
  ],
  [noServer, 'unavailable', 'see whether the cluster is up and you have access to it, and run grow again'],
] as const;
const otherRemedy = [/^/, 'unsupported', 'mend that, and run grow again, which goes on from where it is'] as const;

/** A cluster in which claims grow, through kubectl with one context. Every method throws a FindingsError with kubectl's message. */
export class GrowCluster {
  readonly #options: readonly string[];

  constructor(readonly context: KubectlContext) {
    this.#options = contextOptions(context.name);
  }

  /** Returns what the cluster has of a StatefulSet. */
  async read(wanted: KubernetesManifest): Promise<LiveSet> {
    const { name } = wanted.metadata;
    const names = [`statefulset/${name}`, `configmap/${keptName(name)}`];
    const options = ['--ignore-not-found', '--show-managed-fields', '--output', 'json'];
    const namespace = inNamespace(wanted.metadata.namespace);
    const objects = printedObjects(await this.#succeed(wanted, ['get', ...names, ...options, ...namespace]));
    const set = objects.find(({ kind }) => kind === 'StatefulSet');
    const configMap = objects.find(({ kind }) => kind === 'ConfigMap');
    const kept = configMap && keptIn(configMap, name);
    if (configMap !== undefined && kept === undefined) throw foreign(wanted);
    const claims = ['get', 'persistentvolumeclaims', '--output', 'json', ...namespace];
    return { set, kept, claims: set === undefined ? [] : printedObjects(await this.#succeed(wanted, claims)) };
  }

  /** Returns whether the StorageClasses of claims allow expansion, of those that may be read. */
  async classesOf({ set, claims }: LiveSet): Promise<Classes> {
    if (set === undefined) return new Map();
    const names = new Set(claimsOf(set, claims).map(({ className = '' }) => className));
    const classes = new Map<string, boolean>();
    for (const name of names) {
      if (name === '') continue;
      const { code, output } = await this.#run(['get', 'storageclass', name, '--output', 'json']);
      if (code === 0) classes.set(name, field(JSON.parse(output), 'allowVolumeExpansion') === true);
    }
    return classes;
  }

  /** Throws unless the API server would accept every command of these steps that can be tried. */
  async tryOut(wanted: KubernetesManifest, steps: readonly Step[]): Promise<void> {
    const findings: Finding[] = [];
    for (const { trial } of steps) {
      if (trial === undefined) continue;
      const { code, complaint } = await this.#run(trial.command, inputOf(trial));
      if (code !== 0 && !lostRace.test(complaint)) findings.push(...failure(wanted, complaint).findings);
    }
    if (findings.length > 0) throw new FindingsError(findings);
  }

  /** Does a step; nothing if another client has made it needless or impossible in the meantime. */
  async run(wanted: KubernetesManifest, step: Step): Promise<void> {
    const { code, complaint } = await this.#run(step.command ?? [], inputOf(step));
    if (code !== 0 && !lostRace.test(complaint)) throw failure(wanted, complaint);
  }

  /** Returns a step as a line for a shell, with what is waited for or given on standard input as a comment. */
  line({ command, text }: Step): string {
    if (command === undefined) return `# wait: ${text}`;
    const words = ['kubectl', '--context', this.context.name, ...command].map(shellWord).join(' ');
    return text === '' ? words : `${words}  # ${text}`;
  }

  async #succeed(wanted: KubernetesManifest, args: readonly string[]): Promise<string> {
    const { code, output, complaint } = await this.#run(args);
    if (code !== 0) throw failure(wanted, complaint);
    return output;
  }

  #run(args: readonly string[], input?: string): Promise<KubectlResult> {
    return kubectl([...args, ...this.#options], input);
  }
}

function inputOf({ input }: { readonly input?: unknown }): string {
  return input === undefined ? '' : JSON.stringify(input);
}

function failure(wanted: KubernetesManifest, complaint: string): FindingsError {
  const [, code, write] = remedies.find(([pattern]) => pattern.test(complaint)) ?? otherRemedy;
  return new FindingsError([
    { path: objectName(wanted), at: 'kubectl', code, want: `was refused, ${complaint}`, write },
  ]);
}

function foreign(wanted: KubernetesManifest): FindingsError {
  const at = `ConfigMap ${keptName(wanted.metadata.name)}`;
  const want = 'must keep the StatefulSet while it is recreated, got another one of this name';
  return new FindingsError([{ path: objectName(wanted), at, code: 'conflict', want, write: 'give it another name' }]);
}
