import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart } from 'cdk8s';
import {
  KubernetesManifest,
  MongoExporter,
  MongoRole,
  MongoStatefulSet,
  MongoStatefulSetProps,
  MongoTls,
  MongoTlsMode,
  render,
  SecretRef,
  TenantNamespace,
} from '../lib';
import { AgentStatus, Observation } from '../lib/mongo/agent/observation';
import { testPodsPolicy } from './fixtures/test-pods-policy';
import { get, kubectl, run } from './kubectl';
import { endNamespace, namespaceEnd } from './namespaces';

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

interface ContainerStatus {
  readonly name: string;
  readonly restartCount: number;
  readonly ready: boolean;
  readonly containerID?: string;
}

interface PodStatus {
  readonly metadata: { readonly name: string; readonly uid: string; readonly deletionTimestamp?: string };
  readonly spec: { readonly nodeName?: string };
  readonly status: { readonly containerStatuses?: readonly ContainerStatus[] };
}

/** What the set is rendered from, where it is not as in every story. The Secret of a user `second` is `mongo-second`. */
export type MongoSetProps = Partial<Omit<MongoStatefulSetProps, 'users' | 'tls' | 'exporter'>> & {
  readonly users?: readonly string[];
  /** TLS, or its mode with the certificate of the Secret `mongo-tls`. */
  readonly tls?: MongoTlsMode | MongoTls;
  /** An exporter, whose user's Secret is `mongo-exporter`. */
  readonly exporter?: Omit<MongoExporter, 'credentials'>;
  /** Adds objects to the program that need the set. */
  readonly beside?: (chart: Chart, mongo: MongoStatefulSet) => void;
};

const roles: Readonly<Record<string, MongoRole>> = {
  'user-admin': { role: 'readWrite', db: 'user-admin' },
  administrator: { role: 'clusterAdmin', db: 'admin' },
  dumper: { role: 'backup', db: 'admin' },
};

/** A replica set of the library's defaults in a namespace of its own that enforces Pod Security `restricted`. */
export class MongoSet {
  readonly image = process.env['MONGO_IMAGE'] ?? 'docker.io/library/mongo:8.0.30';
  readonly #users = new Set<string>();
  #manifests = '';

  constructor(
    readonly namespace: string,
    props: MongoSetProps = {},
    readonly name = 'mongo',
  ) {
    this.change(props);
  }

  /** Has the next `apply` apply another program than the one so far. */
  change(given: MongoSetProps): void {
    const { users = ['user-admin', 'second', 'administrator'], tls = 'off', exporter, beside, ...props } = given;
    const app = new App();
    const chart = new Chart(app, 'resilience', { namespace: this.namespace });
    new TenantNamespace(chart, 'tenant');
    new ApiObject(chart, 'test-pods', testPodsPolicy);
    const secret = (id: string) => new SecretRef(chart, id, { keys: ['username', 'password'] });
    const mongo = new MongoStatefulSet(chart, this.name, {
      members: 3,
      image: this.image,
      storage: { size: '1Gi' },
      keyfile: new SecretRef(chart, `${this.name}-keyfile`, { keys: ['keyfile'] }).key('keyfile'),
      users: users.map((user) => ({
        credentials: secret(`${this.name}-${user}`),
        roles: [roles[user] ?? { role: 'read', db: 'user-admin' }],
      })),
      resources: { requests: { cpu: '100m' }, limits: { memory: '512Mi' } },
      tls:
        typeof tls === 'object'
          ? tls
          : {
              mode: tls,
              certificate: new SecretRef(chart, `${this.name}-tls`, { keys: ['tls.crt', 'tls.key', 'ca.crt'] }),
            },
      exporter: exporter && { ...exporter, credentials: secret(`${this.name}-exporter`) },
      ...props,
    });
    beside?.(chart, mongo);
    for (const user of exporter === undefined ? users : [...users, 'exporter']) this.#users.add(user);
    this.#manifests = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: this.adapted(render(app)) });
  }

  /** What is applied of what was rendered: all of it, as it is. */
  protected adapted(manifests: readonly KubernetesManifest[]): readonly KubernetesManifest[] {
    return manifests;
  }

  /** Applies the manifests, and gives what changed; a budget is always called configured. */
  async apply(): Promise<string[]> {
    const lines = (await kubectl('apply -f -', { input: this.#manifests })).trim().split('\n');
    return lines.filter((line) => !line.endsWith(' unchanged') && !line.startsWith('poddisruptionbudget.policy/'));
  }

  /** The manifests that the next `apply` applies. */
  get manifests(): readonly KubernetesManifest[] {
    return (JSON.parse(this.#manifests) as { readonly items: readonly KubernetesManifest[] }).items;
  }

  /** Writes the manifests into a folder that is not there yet. */
  writeTo(folder: string): void {
    mkdirSync(folder);
    writeFileSync(join(folder, `${this.name}.json`), this.#manifests);
  }

  /** What `kubectl diff` sees. */
  async difference(): Promise<string> {
    const { stdout, stderr } = await run('kubectl', ['diff', '-f', '-'], { input: this.#manifests });
    return stdout + stderr;
  }

  /** Makes the namespace, if it is not there, and the Secrets, with values of this run. */
  async makeSecrets(): Promise<void> {
    await namespaceEnd(this.namespace);
    const { code, stderr } = await run('kubectl', ['create', 'namespace', this.namespace]);
    if (code !== 0 && !stderr.includes('AlreadyExists')) throw new Error(stderr);
    await this.writeSecret(`${this.name}-keyfile`, { keyfile: newKey() });
    for (const username of this.#users)
      await this.writeSecret(`${this.name}-${username}`, { username, password: newPassword() });
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
    return `${this.name}-${ordinal}.${this.name}.${this.namespace}.svc.cluster.local:27017`;
  }

  hosts(count: number): string[] {
    return Array.from({ length: count }, (_, ordinal) => this.host(ordinal));
  }

  /** kubectl in the set's namespace. */
  kubectl(args: string, seconds?: number): Promise<string> {
    return kubectl(`-n ${this.namespace} ${args}`, { seconds });
  }

  async pods(): Promise<readonly PodStatus[]> {
    return (await get<{ items: readonly PodStatus[] }>(`-n ${this.namespace} pods -l app=${this.name}`)).items;
  }

  /** The replicas, once all of them are of the newest revision and ready. */
  async settledReplicas(): Promise<number | undefined> {
    const { metadata, spec, status } = await get<StatefulSet>(`-n ${this.namespace} statefulset ${this.name}`);
    const { replicas } = spec;
    const settled =
      status.observedGeneration === metadata.generation &&
      status.replicas === replicas &&
      (status.readyReplicas ?? 0) === replicas &&
      status.currentRevision === status.updateRevision &&
      (await this.pods()).every((pod) => pod.metadata.deletionTimestamp === undefined);
    return settled ? replicas : undefined;
  }

  /** Whether all containers of a pod are ready. */
  async isReady(pod: string): Promise<boolean> {
    const status = (await this.pods()).find(({ metadata }) => metadata.name === pod)?.status;
    return status?.containerStatuses?.every(({ ready }) => ready) ?? false;
  }

  /** How often the container of this name was restarted in each pod. */
  async restarts(container: 'mongod' | 'agent'): Promise<number[]> {
    const statuses = (await this.pods()).map(({ status }) => status.containerStatuses ?? []);
    return statuses.map((all) => all.find(({ name }) => name === container)?.restartCount ?? 0);
  }

  /** The ids of the containers of this name, each of which is another one after a restart. */
  async containerIds(container: 'mongod' | 'agent'): Promise<string[]> {
    const statuses = (await this.pods()).flatMap(({ status }) => status.containerStatuses ?? []);
    return statuses.flatMap(({ name, containerID = '' }) => (name === container ? [containerID] : []));
  }

  /** The log of a member's agent. */
  agentLog(ordinal: number): Promise<string> {
    return this.kubectl(`logs ${this.name}-${ordinal} -c agent --tail=20`);
  }

  /** The status of a member's agent. */
  async agentStatus(ordinal: number): Promise<AgentStatus & Observation> {
    const answer = await this.#askAgent(ordinal, '/status');
    return JSON.parse(answer.slice(answer.indexOf('{'))) as AgentStatus & Observation;
  }

  /** The metrics of a member's agent, in Prometheus' text. */
  agentMetrics(ordinal: number): Promise<string> {
    return this.#askAgent(ordinal, '/metrics');
  }

  async #askAgent(ordinal: number, path: string): Promise<string> {
    const ask = `exec 3<>/dev/tcp/127.0.0.1/27027; printf "GET ${path} HTTP/1.0\\r\\n\\r\\n" >&3; cat <&3`;
    const args = ['-n', this.namespace, 'exec', `${this.name}-${ordinal}`, '-c', 'agent', '--', 'bash', '-c', ask];
    return (await run('kubectl', args)).stdout;
  }

  /** Has the kubelets renew the files of Secrets and ConfigMaps now, which they do within two minutes by themselves. */
  async renewFiles(): Promise<void> {
    await this.kubectl(`annotate pods -l app=${this.name} --overwrite e2e/renewed=${Date.now()}`);
  }

  /** Begins to delete the namespace, and does not wait for its end. */
  async delete(): Promise<void> {
    await endNamespace(this.namespace);
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
