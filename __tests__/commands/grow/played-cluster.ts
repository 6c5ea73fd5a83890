import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { standInPrograms } from '../../stand-in-programs';
import { temporaryDirectory } from '../../temporary-directory';
import { LiveSet } from '../../../lib/commands/grow/growth-steps';

/** The state of a cluster with one StatefulSet. */
export interface PlayedState {
  readonly set?: KubernetesManifest;
  readonly configMap?: KubernetesManifest;
  readonly claims: readonly KubernetesManifest[];
  readonly classes?: Readonly<Record<string, boolean>>;
  /** True if a StatefulSet that is deleted is gone at once, and a claim grows at once. */
  readonly isQuick?: boolean;
  /** The number of the change by whose end kubectl is killed, and the command with it; negative: before it changes anything. */
  readonly killAt?: number;
  /** The StatefulSet that a GitOps agent creates whenever there is none. */
  readonly healed?: KubernetesManifest;
  /** The complaint about a call that matches a pattern. */
  readonly complaints?: Readonly<Record<string, string>>;
}

const program = (file: string): string => `
const { writeFileSync } = require('node:fs');
const file = ${JSON.stringify(file)};
const state = JSON.parse(readFileSync(file, 'utf8'));
const isTrial = args.some((arg) => arg === '--dry-run=server' || arg.endsWith('dryRun=All'));
const isChange = !isTrial && !['config', 'get'].includes(args[0]);
if (isChange) state.changes = [...(state.changes ?? []), args[0]];
const at = isChange ? state.changes.length : NaN;
const save = () => writeFileSync(file, JSON.stringify(state));
const kill = () => { save(); process.kill(process.pid, 'SIGKILL'); };
if (state.killAt === -at) kill();
for (const [pattern, text] of Object.entries(state.complaints ?? {}))
  if (new RegExp(pattern).test(args.join(' '))) { save(); fail(text + '\\n'); }
const refuse = (reason) => { save(); fail('Error from server (' + reason + '): statefulsets.apps "web"\\n'); };
const words = args.filter((word, at) => word !== '--namespace' && args[at - 1] !== '--namespace');
const input = args.includes('--filename') ? readFileSync(0, 'utf8') : '';
const [verb, what] = words;
const list = (items) => print(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
const owned = (set, manager) => ({ ...set, metadata: { ...set.metadata, uid: 'b', generation: 1, resourceVersion: '9',
  managedFields: [{ manager, operation: 'Update' }] } });
const rolledOut = (set) => ({ ...set, status: { observedGeneration: 1, replicas: set.spec.replicas, readyReplicas: set.spec.replicas } });
if (verb === 'config') print(JSON.stringify({ 'current-context': 'kind-dev', clusters: [{ cluster: { server: 'https://127.0.0.1:6443' } }] }));
else if (verb === 'get' && what === 'persistentvolumeclaims') {
  list(state.claims);
  for (const claim of state.claims) claim.status.capacity.storage = claim.spec.resources.requests.storage;
} else if (verb === 'get' && what === 'storageclass') {
  print(JSON.stringify({ kind: 'StorageClass', allowVolumeExpansion: state.classes?.[words[2]] ?? true }));
} else if (verb === 'get') {
  list([state.set, state.configMap].filter(Boolean));
  if (state.set?.metadata.deletionTimestamp) delete state.set;
  if (!state.set && state.healed) state.set = rolledOut(owned(state.healed, 'flux'));
} else if (isTrial && verb !== 'apply') {
  if (verb === 'create' && state.set) refuse('AlreadyExists');
} else if (verb === 'apply' && isTrial) {
  const { items: [item] = [] } = JSON.parse(input);
  if (item === undefined) process.exit(0);
  const spec = { ...state.set.spec, ...item.spec, template: state.set.spec.template };
  print(JSON.stringify({ ...state.set, metadata: { ...state.set.metadata, labels: item.metadata.labels }, spec }));
} else if (verb === 'apply') state.configMap = JSON.parse(input);
else if (verb === 'patch') {
  const { storage } = JSON.parse(args[args.indexOf('--patch') + 1]).spec.resources.requests;
  for (const claim of state.claims)
    if (words.includes(claim.metadata.name)) {
      claim.spec.resources.requests.storage = storage;
      if (state.isQuick) claim.status.capacity.storage = storage;
    }
} else if (verb === 'delete' && what === 'configmap') delete state.configMap;
else if (verb === 'delete') {
  if (!state.set) refuse('NotFound');
  if (!args.includes('--cascade=orphan')) state.lostPods = true;
  if (state.isQuick) delete state.set;
  else state.set.metadata.deletionTimestamp = 'now';
} else if (verb === 'create') {
  if (state.set) refuse('AlreadyExists');
  state.set = rolledOut(owned(JSON.parse(input), new URL(words[2], 'http://a').searchParams.get('fieldManager')));
} else if (verb === 'replace') {
  const set = JSON.parse(input);
  if (!state.set || set.metadata.resourceVersion !== state.set.metadata.resourceVersion) refuse('Conflict');
  state.set = set;
}
save();
if (state.killAt === at) kill();
`;

/** A stand-in for kubectl that plays a cluster in which claims grow. */
export class PlayedCluster {
  readonly #file = join(temporaryDirectory(), 'state.json');

  constructor(live: LiveSet, more: Partial<PlayedState> = {}) {
    const { set, claims } = live;
    writeFileSync(this.#file, JSON.stringify({ set, claims, ...more } satisfies PlayedState));
    standInPrograms({ kubectl: program(this.#file) });
  }

  /** Changes the cluster. */
  change(change: Partial<PlayedState>): void {
    writeFileSync(this.#file, JSON.stringify({ ...this.state, ...change, changes: [] }));
  }

  get state(): PlayedState & { readonly changes?: readonly string[]; readonly lostPods?: boolean } {
    return JSON.parse(readFileSync(this.#file, 'utf8')) as PlayedState;
  }
}
