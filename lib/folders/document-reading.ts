import { Issue } from '../findings/problem';
import { field } from '../manifests/fields';
import { groupOf } from '../manifests/kinds';
import { Manifest } from '../manifests/manifest';
import { quoted } from '../findings/findings';

/** A manifest, or the problem of a document that claims to be one; neither for any other document. */
export interface DocumentReading {
  readonly manifest?: Manifest;
  readonly problem?: Issue;
}

// Configuration of programs, which is written like an object and which no API server takes.
const configurationGroups = new Set([
  'apiserver.k8s.io',
  'audit.k8s.io',
  'backstage.io',
  'builtin',
  'client.authentication.k8s.io',
  'eksctl.io',
  'k3d.io',
  'kind.x-k8s.io',
  'kpt.dev',
  'kubeadm.k8s.io',
  'score.dev',
  'skaffold',
]);

/**
 * Reads a document as a Kubernetes object. It claims to be one if it has two of apiVersion, kind and metadata.
 * `metadata.generateName` is a name too, and is completed to `name-*`. An empty `metadata.namespace` is left out, as kubectl does.
 */
export function documentReading(document: unknown): DocumentReading {
  const [apiVersion, kind, metadata] = ['apiVersion', 'kind', 'metadata'].map((key) => field(document, key));
  const claims = [apiVersion, kind, metadata].filter((part) => part !== undefined && part !== null);
  if (claims.length < 2 || isConfiguration(apiVersion, kind, metadata)) return {};
  const [name, generateName, namespace] = ['name', 'generateName', 'namespace'].map((key) => given(metadata, key));
  const problem =
    stringProblem('apiVersion', apiVersion) ??
    stringProblem('kind', kind) ??
    stringProblem('metadata.name', name ?? generateName) ??
    (namespace === undefined ? undefined : stringProblem('metadata.namespace', namespace));
  if (problem !== undefined) return { problem };
  const completed = { ...(metadata as Manifest['metadata']) } as Record<string, unknown>;
  if (name === undefined) completed['name'] = `${generateName as string}*`;
  if (namespace === undefined) delete completed['namespace'];
  return { manifest: { ...(document as Manifest), metadata: completed as unknown as Manifest['metadata'] } };
}

/** Returns a field of the metadata; undefined if it is empty, which kubectl takes for unset. */
function given(metadata: unknown, key: string): unknown {
  const value = field(metadata, key);
  return value === null || value === '' ? undefined : value;
}

function stringProblem(at: string, value: unknown): Issue | undefined {
  if (typeof value === 'string') return undefined;
  const isScalar = ['number', 'boolean'].includes(typeof value);
  const advice = isScalar ? `write ${quoted(JSON.stringify(value))}` : 'write one, or move the file away';
  return {
    at,
    code: 'invalid-type',
    want: 'must be a string',
    got: value === undefined || value === null ? 'none' : quoted(value),
    write: advice,
  };
}

function isConfiguration(apiVersion: unknown, kind: unknown, metadata: unknown): boolean {
  if (field(metadata, 'annotations', 'config.kubernetes.io/local-config') === 'true') return true;
  if (typeof apiVersion !== 'string') return false;
  // A kubeconfig is `v1` too.
  if (apiVersion === 'v1' && kind === 'Config') return true;
  const group = groupOf({ apiVersion });
  return configurationGroups.has(group) || group.endsWith('.config.k8s.io');
}
