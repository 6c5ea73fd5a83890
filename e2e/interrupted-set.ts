import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KubernetesManifest } from '../lib';
import { withAgentProgram } from './agent-program';
import { bundled } from './bundled';
import { run } from './kubectl';
import { MongoSet } from './mongo-set';

interface StatefulSetManifest extends KubernetesManifest {
  readonly spec: {
    readonly template: { readonly spec: { readonly containers: readonly Container[]; readonly volumes: object[] } };
  };
}

interface Container {
  readonly name: string;
  readonly resources: { readonly limits: object };
  readonly volumeMounts: object[];
}

/** A set whose agents are killed, once each, before and after every kind of action, and started again at once. */
export class InterruptedSet extends MongoSet {
  readonly #seen = new Set<string>();

  protected override adapted(manifests: readonly KubernetesManifest[]): readonly KubernetesManifest[] {
    const data = { 'agent-loop.sh': readFileSync(join(__dirname, 'fixtures/agent-loop.sh'), 'utf8') };
    const metadata = { name: 'interruptions', namespace: this.namespace };
    return [
      ...withAgentProgram(manifests, () => bundled('interrupted-agent.ts')).map((manifest) =>
        isStatefulSet(manifest) ? interrupted(manifest) : manifest,
      ),
      { apiVersion: 'v1', kind: 'ConfigMap', metadata, data },
    ];
  }

  /** The moments at which agents were killed, of all pods that there were whenever this was called. */
  async interruptions(): Promise<readonly string[]> {
    for (const { metadata } of await this.pods()) {
      const log = await this.kubectl(`logs ${metadata.name} -c agent --tail=-1`);
      for (const [, moment = ''] of log.matchAll(/^interrupted (.*)$/gm)) this.#seen.add(moment);
    }
    return [...this.#seen].sort();
  }

  /** Runs a script in a mongosh that may do everything, connected to the primary. */
  async runAsMember(script: string): Promise<void> {
    const login = `db.getSiblingDB("local").auth({ user: "__system", mechanism: "SCRAM-SHA-256",
      pwd: fs.readFileSync("/run/mongo/keyfile", "utf8").replace(/\\s/g, "") });`;
    const mongosh = ['mongosh', '--norc', '--quiet', `mongodb://${this.hosts(3).join(',')}/?replicaSet=${this.name}`];
    const args = ['-n', this.namespace, 'exec', `${this.name}-0`, '-c', 'agent', '--', ...mongosh];
    const { code, stdout, stderr } = await run('kubectl', [...args, '--eval', login + script]);
    if (code !== 0) throw new Error(`mongosh ended with ${code}: ${stdout}${stderr}`);
  }
}

function isStatefulSet(manifest: KubernetesManifest): manifest is StatefulSetManifest {
  return manifest.kind === 'StatefulSet';
}

/** The agent by the loop; to start it so often takes more CPU than it may otherwise have. */
function interrupted(manifest: StatefulSetManifest): KubernetesManifest {
  const { template } = manifest.spec;
  const containers = template.spec.containers.map((container) =>
    container.name === 'agent'
      ? {
          ...container,
          command: ['bash', '/interruptions/agent-loop.sh'],
          resources: { ...container.resources, limits: { ...container.resources.limits, cpu: '2' } },
          volumeMounts: [...container.volumeMounts, { name: 'interruptions', mountPath: '/interruptions' }],
        }
      : container,
  );
  const volumes = [...template.spec.volumes, { name: 'interruptions', configMap: { name: 'interruptions' } }];
  return {
    ...manifest,
    spec: { ...manifest.spec, template: { ...template, spec: { ...template.spec, containers, volumes } } },
  };
}
