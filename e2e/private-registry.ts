import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodeImage } from './fixtures/backends';
import { kubectl, run, waitFor } from './kubectl';

/** The registry's name; its images are those of docker.io. */
export const registryHost = 'registry.shop.test';

/** A Secret's value by which the kubelet may pull from the registry, with a password of this run. */
export const dockerConfig = (host = registryHost): string =>
  JSON.stringify({ auths: { [host]: { auth: base64(credentials) } } });

const credentials = `robot:${randomBytes(12).toString('hex')}`;

/**
 * Starts a registry that asks for a password, and has the test cluster's nodes find it by its name: containerd reads for each name where
 * its registry is (https://github.com/containerd/containerd/blob/main/docs/hosts.md).
 */
export async function startPrivateRegistry(cluster: string, namespace: string): Promise<void> {
  const hosts = await hostsDirectory(cluster);
  const [, upstream = ''] =
    /^server = "(.+)"$/m.exec(readFileSync(join(hosts, '_default', 'hosts.toml'), 'utf8')) ?? [];
  const program = readFileSync(join(__dirname, 'fixtures', 'private-registry.js'), 'utf8');
  const command = ['node', '-e', program, upstream, credentials];
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'registry', namespace, labels: { app: 'registry' } },
    spec: { terminationGracePeriodSeconds: 0, containers: [{ name: 'registry', image: nodeImage, command }] },
  };
  await kubectl('apply -f -', { input: JSON.stringify(pod) });
  const address = await waitFor('the address of the registry', 60, async () => {
    const ip = await kubectl(`-n ${namespace} get pod registry -o jsonpath={.status.podIP}`);
    return ip === '' ? undefined : ip;
  });
  const server = `http://${address}:5000`;
  mkdirSync(join(hosts, registryHost), { recursive: true });
  writeFileSync(
    join(hosts, registryHost, 'hosts.toml'),
    `server = "${server}"\n[host."${server}"]\n  capabilities = ["pull", "resolve"]\n`,
  );
}

/** Runs something while the registry answers at a port of this machine: `127.0.0.1:40123`. */
export async function withForwardedRegistry<Result>(
  namespace: string,
  body: (host: string) => Promise<Result>,
): Promise<Result> {
  const args = ['-n', namespace, 'port-forward', 'pod/registry', ':5000'];
  const child = spawn('kubectl', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const host = await new Promise<string>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        const [, address] = /^Forwarding from (127\.0\.0\.1:\d+)/m.exec(text) ?? [];
        if (address !== undefined) resolve(address);
      });
      child.once('exit', () => {
        reject(new Error('kubectl port-forward has ended'));
      });
    });
    return await body(host);
  } finally {
    child.kill();
  }
}

/** Has the nodes forget the registry. */
export async function forgetPrivateRegistry(cluster: string): Promise<void> {
  rmSync(join(await hostsDirectory(cluster), registryHost), { recursive: true, force: true });
}

async function hostsDirectory(cluster: string): Promise<string> {
  const { stdout } = await run(cluster, ['kubeconfig']);
  return join(dirname(stdout.trim()), 'certs.d');
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}
