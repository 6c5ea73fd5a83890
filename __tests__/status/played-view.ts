import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { ClusterView } from '../../lib/status/view/cluster-view';
import { Reading, reasonText } from '../../lib/status/view/object-state';

/** A view of a cluster with these parts; everything else of it is empty. */
export function view(parts: Partial<ClusterView> = {}): ClusterView {
  return {
    objects: [],
    wanted: [],
    source: 'dist',
    warnings: [],
    logs: [],
    decisions: [],
    unread: new Set(),
    unserved: new Set(),
    now: new Date('2026-11-27T14:41:10Z'),
    ...parts,
  };
}

const lines = readFileSync(join(__dirname, 'broken-cluster.jsonl'), 'utf8').trim().split('\n');
const all = lines.map((line) => JSON.parse(line) as KubernetesManifest);

/**
 * The breakages of e2e/fixtures/breakages.ts in a cluster of Kubernetes 1.37, a minute after they were applied: the objects and warnings as
 * its API server gave them, without what nothing reads.
 */
export const brokenCluster = view({
  objects: all.filter(({ kind }) => kind !== 'Event'),
  warnings: all.filter(({ kind }) => kind === 'Event'),
});

/** The object of a kind in that cluster whose name begins so. */
export function live(kind: string, name: string): KubernetesManifest {
  const found = brokenCluster.objects.find((each) => each.kind === kind && each.metadata.name.startsWith(name));
  if (found === undefined) throw new Error(`no ${kind} ${name}`);
  return found;
}

/** An object of a namespace. */
export function object(apiVersion: string, kind: string, name: string, fields: object = {}): KubernetesManifest {
  const { metadata, ...rest } = fields as { metadata?: object };
  return { apiVersion, kind, metadata: { name, namespace: 'shop', ...metadata }, ...rest };
}

/** A warning about an object. */
export function warning(
  about: KubernetesManifest,
  reason: string,
  message: string,
  more: object = {},
): KubernetesManifest {
  const involvedObject = { kind: about.kind, name: about.metadata.name, namespace: 'shop', ...more };
  return object('v1', 'Event', `${about.metadata.name}.1`, { involvedObject, reason, message, type: 'Warning' });
}

/** What a reading says, with its troubles marked by their causes and with the next commands. */
export function said({ troubles = [], waits = [], notes = [] }: Reading): string[] {
  return [
    ...troubles.map(
      (each) => `${each.cause}: ${reasonText(each)}${each.next === undefined ? '' : ` > ${each.next.join(' ')}`}`,
    ),
    ...waits.map((each) => `waits: ${reasonText(each)}`),
    ...notes.map((each) => `note: ${reasonText(each)}`),
  ];
}
