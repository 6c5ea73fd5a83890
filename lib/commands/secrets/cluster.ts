import { FindingsError } from '../../findings/findings-error';
import { field, KubernetesManifest, textField } from '../../manifests/manifest';
import { SecretPrerequisite } from '../../prerequisites/prerequisites';
import { SecretType } from '../../kubernetes/secret-type';
import { contextOptions, kubectl, KubectlResult, safeComplaint } from '../kubectl';

/** A Secret in the cluster. */
export interface ExistingSecret {
  readonly values: ReadonlyMap<string, Buffer>;
  readonly type: SecretType;
  readonly isImmutable: boolean;
  /** The object as the API server gave it. */
  readonly object: KubernetesManifest;
}

type SecretName = Pick<SecretPrerequisite, 'namespace' | 'name'>;

/** Secrets of a cluster, through kubectl with one context. Every method throws a FindingsError with kubectl's message. */
export class Cluster {
  readonly #options: readonly string[];

  constructor(context: string) {
    this.#options = contextOptions(context);
  }

  /** Returns the Secret; undefined if it or its namespace does not exist. */
  async findSecret(secret: SecretName): Promise<ExistingSecret | undefined> {
    const { name, namespace } = secret;
    const options = ['--ignore-not-found', '--output', 'json'];
    const { output } = await this.#succeed(secret, ['get', 'secret', name, '--namespace', namespace, ...options]);
    if (output.trim() === '') return undefined;
    const object = JSON.parse(output) as KubernetesManifest;
    const entries = Object.entries((object['data'] ?? {}) as Record<string, string>);
    return {
      values: new Map(entries.map(([key, value]) => [key, Buffer.from(value, 'base64')])),
      type: textField(object, 'type') ?? 'Opaque',
      isImmutable: field(object, 'immutable') === true,
      object,
    };
  }

  /** Tells whether the namespace exists; true if this account must not read namespaces. */
  async hasNamespace(name: string): Promise<boolean> {
    const { code, output } = await this.#run(['get', 'namespace', name, '--ignore-not-found', '--output', 'name']);
    return code !== 0 || output.trim() !== '';
  }

  /** Applies a manifest in the same way as `kubectl apply -f` later does, so that nothing differs then. */
  async apply(manifest: KubernetesManifest): Promise<void> {
    const { name } = manifest.metadata;
    await this.#succeed({ namespace: '', name }, ['apply', '--filename', '-'], JSON.stringify(manifest));
  }

  /** Creates a Secret. Returns false, and changes nothing, if another client has created it in the meantime. */
  async createSecret(
    { namespace, name }: SecretName,
    type: SecretType,
    values: ReadonlyMap<string, string | Buffer>,
  ): Promise<boolean> {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { namespace, name }, type, data: encoded(values) };
    // Not apply: it would keep a copy of the values in an annotation.
    return this.#write({ namespace, name }, ['create', '--filename', '-'], secret, 'AlreadyExists');
  }

  /** Adds keys to a Secret. Returns false, and changes nothing, if another client has changed it since it was read. */
  async addKeys(existing: ExistingSecret, values: ReadonlyMap<string, string | Buffer>): Promise<boolean> {
    const { name, namespace = 'default' } = existing.object.metadata;
    // The object as it was read, with its resourceVersion: the API server refuses it if it is not the newest any more. As a
    // request of its own, because `kubectl replace` would write the values into an annotation where `kubectl apply` left one.
    const data = { ...(existing.object['data'] as Record<string, string> | undefined), ...encoded(values) };
    const path = `/api/v1/namespaces/${namespace}/secrets/${name}`;
    const args = ['replace', '--raw', path, '--filename', '-'];
    return this.#write({ namespace, name }, args, { ...existing.object, data }, 'Conflict');
  }

  async #write(secret: SecretName, args: readonly string[], object: unknown, race: string): Promise<boolean> {
    const result = await this.#run(args, JSON.stringify(object));
    if (result.code !== 0 && result.complaint.includes(`(${race})`)) return false;
    if (result.code === 0) return true;
    const remedy = 'see whether you may create and update Secrets there: kubectl auth can-i create secrets';
    throw failure(secret, safeComplaint(result.complaint), remedy);
  }

  async #succeed(secret: SecretName, args: readonly string[], input?: string): Promise<KubectlResult> {
    const result = await this.#run(args, input);
    if (result.code === 0) return result;
    throw failure(secret, result.complaint, 'see whether the cluster is up and you have access to it');
  }

  #run(args: readonly string[], input?: string): Promise<KubectlResult> {
    return kubectl([...args, ...this.#options], input);
  }
}

function encoded(values: ReadonlyMap<string, string | Buffer>): Record<string, string> {
  return Object.fromEntries([...values].map(([key, value]) => [key, Buffer.from(value).toString('base64')]));
}

function failure({ namespace, name }: SecretName, reason: string, remedy: string): FindingsError {
  const path = namespace === '' ? name : `${namespace}/${name}`;
  const want = `was refused, ${reason}`;
  return new FindingsError([{ path, at: 'kubectl', code: 'unavailable', want, write: remedy }]);
}
