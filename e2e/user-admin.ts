import { CertificateAuthority } from '../__tests__/certificate-authority';
import { ask, Answer, clientNamespace, stopClient } from './client';
import { repository } from './environment';
import { finishAll } from './finish-all';
import { get, kubectl, run, waitFor } from './kubectl';
import { endNamespace } from './namespaces';
import { secretValues } from './secret-values';

interface Pods {
  readonly items: readonly {
    readonly metadata: { readonly name: string; readonly uid: string; readonly deletionTimestamp?: string };
    readonly spec: { readonly nodeName: string };
    readonly status: {
      readonly podIP: string;
      readonly conditions: readonly { readonly type: string; readonly lastTransitionTime: string }[];
      readonly containerStatuses: readonly { readonly restartCount: number }[];
    };
  }[];
}

interface Events {
  readonly items: readonly {
    readonly type: string;
    readonly reason: string;
    readonly message: string;
    readonly lastTimestamp: string | null;
    readonly involvedObject: { readonly kind: string; readonly name: string };
  }[];
}

/** `npm run secrets` for a rendered folder: makes the Secrets that are missing. */
export async function makeSecrets(folder: string): Promise<string> {
  const { code, stdout, stderr } = await run('npm', ['run', '--silent', 'secrets', '--', folder, '--yes'], {
    env: { INIT_CWD: repository },
  });
  if (code !== 0) throw new Error(`npm run secrets: exit ${code}\n${stdout}${stderr}`);
  return stdout;
}

/** The e-mail addresses of the users, as an answer of `GET /api/user` lists them. */
export function emails(answer: Answer | undefined): string[] {
  const { users } = answer?.body as { users: { email: string }[] };
  return users.map(({ email }) => email).sort();
}

// Until then a container starts: it may refuse connections, and answer 503 while it has no database.
const startUpSeconds = 60;

/** Returns what tests do with the application in a namespace. */
export function userAdminIn(namespace: string) {
  return {
    cleanUp,
    issueCertificate,
    letIn,
    ready,
    masterKey,
    pods,
    uids,
    publicUrl,
    askEveryPod,
    badEvents,
    applyAgain,
  };

  /** Begins to delete all that a test of user-admin made: the client, and the namespace with its volumes. */
  async function cleanUp(): Promise<void> {
    await finishAll(stopClient(), endNamespace(namespace));
  }

  /** Makes the Secret of the members' certificate, as cert-manager does where it runs. */
  async function issueCertificate(): Promise<void> {
    const authority = new CertificateAuthority();
    const { certificate, key } = authority.issue({ names: [`*.mongo.${namespace}.svc.cluster.local`] });
    const stringData = { 'tls.crt': certificate, 'tls.key': key, 'ca.crt': authority.certificate };
    const metadata = { name: 'mongo-tls', namespace };
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata, type: 'kubernetes.io/tls', stringData };
    await kubectl('apply -f -', { input: JSON.stringify(secret) });
  }

  /** Lets the pods of a namespace in, which are not in the networks that production lets in; those of the client if none is given. */
  async function letIn(other = clientNamespace): Promise<void> {
    const podSelector = { matchLabels: { app: 'user-admin-backend' } };
    const from = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': other } } }];
    const policy = {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: other, namespace },
      spec: { podSelector, policyTypes: ['Ingress'], ingress: [{ from }] },
    };
    await kubectl('apply -f -', { input: JSON.stringify(policy) });
  }

  /** Waits until the StatefulSet and the Deployment have rolled out. */
  async function ready(seconds = 180): Promise<void> {
    for (const workload of ['statefulset/mongo', 'deployment/user-admin-backend']) {
      await kubectl(`-n ${namespace} rollout status ${workload} --timeout=${seconds}s`, { seconds: seconds + 10 });
    }
  }

  /** The master key, from the cluster. */
  async function masterKey(): Promise<string> {
    const { data } = await get<{ data: Record<string, string> }>(`-n ${namespace} secret master`);
    const { key } = secretValues(data);
    if (key === undefined) throw new Error('the Secret master has no key');
    return key;
  }

  /** The pods of a workload by the label that selects them. */
  async function pods(app: string): Promise<Pods['items']> {
    return (await get<Pods>(`-n ${namespace} pods -l app=${app}`)).items;
  }

  /** The ids of the pods of a workload that are not ending. */
  async function uids(app: string): Promise<string[]> {
    const staying = (await pods(app)).filter(({ metadata }) => metadata.deletionTimestamp === undefined);
    return staying.map(({ metadata }) => metadata.uid).sort();
  }

  /** The URL through the load balancer, once it has an address; through the Service where E2E_LOAD_BALANCER=none says there is none. */
  async function publicUrl(): Promise<string> {
    if (process.env['E2E_LOAD_BALANCER'] === 'none') return `http://user-admin-backend.${namespace}`;
    return waitFor(
      'an address of the load balancer (on a cluster without any, set E2E_LOAD_BALANCER=none)',
      120,
      async () => {
        const service = await get<{ status: { loadBalancer: { ingress?: { ip?: string; hostname?: string }[] } } }>(
          `-n ${namespace} service user-admin-backend`,
        );
        const [ingress] = service.status.loadBalancer.ingress ?? [];
        const host = ingress?.ip ?? ingress?.hostname;
        return host === undefined ? undefined : `http://${host}`;
      },
    );
  }

  /** The answers to GET /api/user through every backend pod's own address. */
  async function askEveryPod(key: string): Promise<readonly Answer[]> {
    const backends = await pods('user-admin-backend');
    return ask(...backends.map(({ status }) => ({ url: `http://${status.podIP}:8080/api/user`, key })));
  }

  /** Warnings since then that must not be there: refusals, failed mounts, and probes that fail after start-up. */
  async function badEvents(since: Date): Promise<string[]> {
    const { items } = await get<Events>(`-n ${namespace} events`);
    const starts = new Map<string, number>();
    for (const { reason, lastTimestamp, involvedObject } of items) {
      if (reason === 'Started') starts.set(involvedObject.name, Date.parse(lastTimestamp ?? ''));
    }
    const isStartUp = ({ reason, lastTimestamp, involvedObject }: Events['items'][number]): boolean =>
      reason === 'Unhealthy' &&
      Date.parse(lastTimestamp ?? '') - (starts.get(involvedObject.name) ?? 0) < startUpSeconds * 1000;
    return (
      items
        .filter(({ type, lastTimestamp }) => type === 'Warning' && new Date(lastTimestamp ?? 0) > since)
        .filter(({ reason }) => /Fail|Violat|BackOff|Unhealthy|Kill|Evict/.test(reason))
        // An autoscaler says so until the first metrics of its pods are there.
        .filter(({ reason }) => !['FailedGetResourceMetric', 'FailedComputeMetricsReplicas'].includes(reason))
        .filter((event) => !isStartUp(event))
        .map(
          ({ reason, message, involvedObject }) =>
            `${reason} ${involvedObject.kind}/${involvedObject.name}: ${message}`,
        )
    );
  }

  /**
   * Applies a folder that is applied already, and gives what changed by it: the lines that kubectl calls otherwise than unchanged, and
   * the differences that it still sees. A budget is always called configured, for kubectl replaces its selector with itself.
   */
  async function applyAgain(folder: string): Promise<string> {
    const lines = (await kubectl(`apply -f ${folder}`)).trim().split('\n');
    const changed = lines.filter(
      (line) => !line.endsWith(' unchanged') && !line.startsWith('poddisruptionbudget.policy/'),
    );
    const { stdout, stderr } = await run('kubectl', ['diff', '-f', folder]);
    return [...changed, stdout, stderr].join('');
  }
}
