import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubectl, run } from './kubectl';

export interface ClientPodProps {
  readonly namespace: string;
  readonly image: string;
  /** The members' hosts and ports. */
  readonly hosts: readonly string[];
  /** The node to run on; the scheduler's choice if it is undefined. */
  readonly node?: string;
  /** More variables of its environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A program of `fixtures/` that answers. */
export interface AskedProgram {
  ask<T>(path: string, question?: object, seconds?: number): Promise<T>;
}

interface Question {
  readonly path: string;
  readonly question?: object;
  readonly seconds?: number;
}

/** A pod of the set's own image that runs a program of `fixtures/` with the options of the library's connection strings. */
export class ClientPod implements AskedProgram {
  private constructor(
    readonly namespace: string,
    readonly name: string,
  ) {}

  /** Starts a program, which exports `run(Mongo)`, and waits until it answers. */
  static async start(name: string, program: string, props: ClientPodProps): Promise<ClientPod> {
    const { namespace } = props;
    const items = objects(name, program, props);
    await kubectl('apply -f -', { input: JSON.stringify({ kind: 'List', apiVersion: 'v1', items }) });
    await kubectl(`-n ${namespace} wait --for=condition=Ready pod/${name} --timeout=240s`, { seconds: 250 });
    return new ClientPod(namespace, name);
  }

  ask<T>(path: string, question?: object, seconds?: number): Promise<T> {
    const place = ['kubectl', '-n', this.namespace, 'exec', '-i', this.name, '--'];
    return askProgram(place, 8080, { path, question, seconds });
  }
}

/**
 * Asks a program of `fixtures/` by a path and a question in JSON. The question goes by standard input, not by arguments: it may have a
 * password. `place`: the program, with its arguments, that runs a command beside it.
 */
export async function askProgram<T>(place: readonly string[], port: number, asked: Question): Promise<T> {
  const { path, question = {}, seconds = 60 } = asked;
  const body = JSON.stringify(question);
  const input = `POST ${path} HTTP/1.0\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  const command = `exec 3<>/dev/tcp/127.0.0.1/${port}; head -c ${Buffer.byteLength(input)} >&3; cat <&3`;
  const { stdout, stderr } = await run('env', [...place, 'bash', '-c', command], { input, seconds });
  const [head = '', answer = ''] = stdout.split('\r\n\r\n');
  if (!head.includes(' 200 ')) throw new Error(`${place.join(' ')} did not answer ${path}: ${stdout}${stderr}`);
  return JSON.parse(answer) as T;
}

function objects(name: string, program: string, { namespace, image, hosts, node, env = {} }: ClientPodProps): object[] {
  const source = readFileSync(join(__dirname, 'fixtures', program), 'utf8');
  const restricted = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name, namespace },
      data: { [program]: source },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace, labels: { app: name, 'mongo-client': 'true' } },
      spec: {
        nodeName: node,
        terminationGracePeriodSeconds: 0,
        securityContext: { runAsNonRoot: true, runAsUser: 999, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name,
            image,
            command: ['mongosh', '--nodb', '--norc', '--quiet', '--eval', `require("/program/${program}").run(Mongo)`],
            env: [
              { name: 'HOME', value: '/tmp' },
              ...Object.entries(env).map(([key, value]) => ({ name: key, value })),
              ...login('USER', 'mongo-user-admin'),
              ...login('ADMINISTRATOR', 'mongo-administrator'),
              { name: 'ADMINISTRATOR', value: '$(ADMINISTRATOR_NAME):$(ADMINISTRATOR_PASSWORD)' },
              {
                name: 'MONGODB_URI',
                value: `mongodb://$(USER_NAME):$(USER_PASSWORD)@${hosts.join(',')}/user-admin?authSource=admin&replicaSet=mongo&connectTimeoutMS=5000&heartbeatFrequencyMS=5000`,
              },
            ],
            // The first answer proves that the program is up; it must not be asked of a set without a primary.
            readinessProbe: { exec: { command: ['bash', '-c', 'exec 3<>/dev/tcp/127.0.0.1/8080'] }, timeoutSeconds: 5 },
            securityContext: restricted,
            volumeMounts: [{ name: 'program', mountPath: '/program', readOnly: true }],
          },
        ],
        volumes: [{ name: 'program', configMap: { name } }],
      },
    },
  ];
}

function login(variable: string, secret: string): object[] {
  return [
    { name: `${variable}_NAME`, valueFrom: { secretKeyRef: { name: secret, key: 'username' } } },
    { name: `${variable}_PASSWORD`, valueFrom: { secretKeyRef: { name: secret, key: 'password' } } },
  ];
}
