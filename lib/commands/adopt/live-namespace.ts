import { FindingsError } from '../../findings/findings-error';
import { KubernetesManifest, listField } from '../../manifests/manifest';
import { templateClaim } from '../../rules/quota/claims';
import { contextOptions, kubectl, KubectlContext, printedObjects } from '../kubectl';

// What controllers write, and what is gone with a pod.
const passing =
  /^(?:events?|endpoints|endpointslices|bindings|pods|replicasets|controllerrevisions|leases|csistoragecapacities|podmetrics)(?:\.|$)|\.metrics\.k8s\.io$|reviews?\./;
const ownSecrets = /^(?:helm\.sh\/release\.v1|kubernetes\.io\/service-account-token|bootstrap\.kubernetes\.io\/token)$/;

/**
 * Returns the objects that were applied to a namespace: not those that have an owner, or that the cluster creates in each namespace. Of a
 * Secret only the name, the type and the keys are read.
 * @throws FindingsError if the cluster does not answer
 */
export async function liveNamespace(
  { name: context }: KubectlContext,
  namespace: string,
): Promise<readonly KubernetesManifest[]> {
  const at = contextOptions(context);
  const listed = await answer(['api-resources', '--namespaced', '--verbs=list', '--output', 'name', ...at]);
  const kinds = listed.split('\n').filter((kind) => kind !== '' && kind !== 'secrets' && !passing.test(kind));
  const inside = ['--namespace', namespace, '--ignore-not-found', ...at];
  const [objects, secrets] = await Promise.all([
    answer(['get', kinds.join(','), '--output', 'json', ...inside]),
    answer(['get', 'secrets', '--output', `go-template=${secretTemplate}`, ...inside]),
  ]);
  const items = printedObjects(objects);
  const all = items.filter((object) => isApplied(object, items));
  if (all.length > 0) return [...all, ...secretsIn(secrets, namespace)];
  const want = 'holds no objects that were applied';
  const write = 'see kubectl get all, or choose another cluster with --context';
  throw new FindingsError([{ path: `namespace ${namespace}`, code: 'cannot-read', want, write }]);
}

const secretTemplate =
  '{{range .items}}{{.metadata.name}} {{.type}}{{range $key, $value := .data}} {{$key}}{{end}}{{"\\n"}}{{end}}';

async function answer(args: readonly string[]): Promise<string> {
  const { code, output, complaint } = await kubectl(args);
  if (code === 0) return output;
  const write = 'see whether the cluster is up and you may list its objects: kubectl auth can-i --list';
  throw new FindingsError([
    { path: 'kubectl', code: 'unavailable', want: `cannot read the namespace, ${complaint}`, write },
  ]);
}

function isApplied(object: KubernetesManifest, all: readonly KubernetesManifest[]): boolean {
  const { kind, metadata } = object;
  if (listField(metadata, 'ownerReferences').length > 0) return false;
  if (kind === 'ConfigMap' && metadata.name === 'kube-root-ca.crt') return false;
  if (kind === 'ServiceAccount' && metadata.name === 'default') return false;
  return kind !== 'PersistentVolumeClaim' || all.every((set) => templateClaim(set, metadata.name) === undefined);
}

/** Returns Secrets of a list of lines, `name type key key`, with their keys alone. */
function secretsIn(text: string, namespace: string): KubernetesManifest[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', type = '', ...keys] = line.split(' ');
    if (name === '' || ownSecrets.test(type)) return [];
    const data = Object.fromEntries(keys.map((key) => [key, '']));
    return [{ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace }, type, data }];
  });
}
