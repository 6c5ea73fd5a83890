import { randomBytes } from 'node:crypto';
import { App, Chart } from 'cdk8s';
import { MongoStatefulSet, MongoStatefulSetProps, render, SecretRef, Tenant } from '../lib';
import { get, kubectl, run } from './kubectl';

interface StatefulSet {
  readonly spec: { readonly replicas: number };
  readonly metadata: { readonly generation: number };
  readonly status: {
    readonly observedGeneration?: number;
    readonly replicas: number;
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly currentRevision: string;
    readonly updateRevision: string;
  };
}

interface PodStatus {
  readonly metadata: { readonly name: string; readonly uid: string; readonly deletionTimestamp?: string };
  readonly spec: { readonly nodeName?: string };
  readonly status: { readonly containerStatuses?: readonly { readonly name: string; readonly restartCount: number }[] };
}

/** A replica set `mongo` of the library's defaults in a namespace of its own that enforces Pod Security `restricted`. */
export class MongoSet {
  readonly image = process.env['MONGO_IMAGE'] ?? 'docker.io/library/mongo:8.0.30';
  readonly #manifests: string;

  constructor(
    readonly namespace: string,
    props: Partial<MongoStatefulSetProps> = {},
  ) {
    const app = new App();
    const chart = new Chart(app, 'resilience', { namespace });
    new Tenant(chart, 'tenant');
    const secret = (id: string) => new SecretRef(chart, id, { keys: ['username', 'password'] });
    new MongoStatefulSet(chart, 'mongo', {
      members: 3,
      image: this.image,
      storage: { size: '1Gi' },
      keyfile: new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile'),
      users: [
        { credentials: secret('mongo-user-admin'), roles: [{ role: 'readWrite', db: 'user-admin' }] },
        { credentials: secret('mongo-second'), roles: [{ role: 'read', db: 'user-admin' }] },
        { credentials: secret('mongo-administrator'), roles: [{ role: 'clusterAdmin', db: 'admin' }] },
      ],
      resources: { requests: { cpu: '100m' }, limits: { memory: '512Mi' } },
      ...props,
    });
    this.#manifests = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: render(app) });
  }

  /** Applies the manifests, and gives what changed; a budget is always called configured. */
  async apply(): Promise<string[]> {
    const lines = (await kubectl('apply -f -', { input: this.#manifests })).trim().split('\n');
    return lines.filter((line) => !line.endsWith(' unchanged') && !line.startsWith('poddisruptionbudget.policy/'));
  }

  /** What `kubectl diff` sees. */
  async difference(): Promise<string> {
    const { stdout, stderr } = await run('kubectl', ['diff', '-f', '-'], { input: this.#manifests });
    return stdout + stderr;
  }

  /** Makes the namespace and its Secrets, with values of this run. */
  async makeSecrets(): Promise<void> {
    await kubectl(`create namespace ${this.namespace}`);
    const user = (username: string) => ({ username, password: newPassword() });
    await this.writeSecret('mongo-keyfile', { keyfile: newKey() });
    await this.writeSecret('mongo-user-admin', user('user-admin'));
    await this.writeSecret('mongo-second', user('second'));
    await this.writeSecret('mongo-administrator', user('administrator'));
  }

  async writeSecret(name: string, stringData: Readonly<Record<string, string>>): Promise<void> {
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: this.namespace }, stringData };
    await kubectl('apply -f -', { input: JSON.stringify(secret) });
  }

  async readSecret(name: string): Promise<Readonly<Record<string, string>>> {
    const { data } = await get<{ data: Record<string, string> }>(`-n ${this.namespace} secret ${name}`);
    return Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]),
    );
  }

  /** The host and port of a member. */
  host(ordinal: number): string {
    return `mongo-${ordinal}.mongo.${this.namespace}.svc.cluster.local:27017`;
  }

  hosts(count: number): string[] {
    return Array.from({ length: count }, (_, ordinal) => this.host(ordinal));
  }

  /** kubectl in the set's namespace. */
  kubectl(args: string, seconds?: number): Promise<string> {
    return kubectl(`-n ${this.namespace} ${args}`, { seconds });
  }

  async pods(): Promise<readonly PodStatus[]> {
    return (await get<{ items: readonly PodStatus[] }>(`-n ${this.namespace} pods -l app=mongo`)).items;
  }

  /** The replicas, once all of them are of the newest revision and ready. */
  async settledReplicas(): Promise<number | undefined> {
    const { metadata, spec, status } = await get<StatefulSet>(`-n ${this.namespace} statefulset mongo`);
    const { replicas } = spec;
    const settled =
      status.observedGeneration === metadata.generation &&
      status.replicas === replicas &&
      (status.readyReplicas ?? 0) === replicas &&
      status.currentRevision === status.updateRevision &&
      (await this.pods()).every((pod) => pod.metadata.deletionTimestamp === undefined);
    return settled ? replicas : undefined;
  }

  /** The log of a member's agent. */
  agentLog(ordinal: number): Promise<string> {
    return this.kubectl(`logs mongo-${ordinal} -c agent --tail=20`);
  }

  async delete(): Promise<void> {
    await kubectl(`delete namespace ${this.namespace} --ignore-not-found --timeout=180s`, { seconds: 190 });
  }
}

/** A password of this run. */
export function newPassword(): string {
  return randomBytes(12).toString('hex');
}

/** A key for members of this run. */
export function newKey(): string {
  return randomBytes(567).toString('base64');
}
