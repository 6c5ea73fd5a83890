import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubectl, run } from './kubectl';

/** What the writer saw since the last mark. */
export interface WriterFigures {
  /** The longest time without an acknowledged write, in milliseconds. */
  readonly gap: number;
  /** Failed writes, by the error's name. */
  readonly failures: Readonly<Record<string, number>>;
  /** Acknowledged writes since the writer started. */
  readonly acknowledged: number;
}

/** A member by its own words; `state` is the reason where it does not answer. */
export interface MemberView {
  readonly host: string;
  readonly state: string;
  /** How many elections there were, those included that nobody won. */
  readonly term: number;
  /** The replica set's id. */
  readonly set: string;
  readonly hosts: readonly string[];
  /** The release of mongod that it runs. */
  readonly release: string;
  /** Its featureCompatibilityVersion. */
  readonly format: string;
}

/** The name of the pod that a host's name begins with. */
export function podOf(host: string): string {
  return host.slice(0, host.indexOf('.'));
}

export interface WriterProps {
  readonly namespace: string;
  readonly image: string;
  /** The members' hosts and ports. */
  readonly hosts: readonly string[];
  /** The certificates that signed the members'. @default - it speaks no TLS until `speakTls` */
  readonly authority?: string;
}

/**
 * A pod of the set's own image that inserts with `w: majority` from 4 workers, each every 100 ms, with the options that the library's
 * connection strings have, and keeps the numbers that were acknowledged.
 */
export class Writer {
  readonly #place: readonly string[];
  readonly #port: number;

  /** `place`: the program, with its arguments, that runs a command where the writer is. */
  constructor(place: readonly string[], port: number) {
    this.#place = place;
    this.#port = port;
  }

  static async start(props: WriterProps): Promise<Writer> {
    await kubectl('apply -f -', { input: JSON.stringify({ kind: 'List', apiVersion: 'v1', items: objects(props) }) });
    await kubectl(`-n ${props.namespace} wait --for=condition=Ready pod/writer --timeout=120s`, { seconds: 130 });
    return new Writer(['kubectl', '-n', props.namespace, 'exec', '-i', 'writer', '--'], 8080);
  }

  /** Begins to measure anew. */
  async mark(): Promise<void> {
    await this.#ask('/mark');
  }

  figures(): Promise<WriterFigures> {
    return this.#ask('/figures');
  }

  /** How many acknowledged writes are gone. */
  lost(): Promise<number> {
    return this.#ask('/lost');
  }

  /** Goes on by another connection, as a backend that was restarted, and forgets all but the first acknowledged writes. */
  async restart(kept: number): Promise<void> {
    await this.#ask('/restart', { kept });
  }

  /** The members' hosts, as the set tells them to this client. */
  hosts(): Promise<readonly string[]> {
    return this.#ask('/hosts');
  }

  /** Each member by its own words. */
  members(hosts: readonly string[]): Promise<readonly MemberView[]> {
    return this.#ask('/members', { hosts });
  }

  /** Whether a login by this URI succeeds. */
  login(uri: string): Promise<boolean> {
    return this.#ask('/login', { uri });
  }

  /** From now on it, and what it is asked, speaks TLS to members that these certificates signed. */
  async speakTls(authority: string): Promise<void> {
    await this.#ask('/speak-tls', { authority });
  }

  /** The serial number of the certificate that a member shows. */
  serial(host: string): Promise<string> {
    return this.#ask('/serial', { host });
  }

  /** Has the primary, named by its host, hand over. */
  async stepDown(host: string): Promise<void> {
    await this.#ask('/step-down', { host });
  }

  /** Sets the featureCompatibilityVersion as an administrator would, by hand. */
  async setFormat(version: string): Promise<void> {
    await this.#ask('/set-format', { version });
  }

  /** Writes this much data that cannot be compressed, and has the server read all of it. */
  async fill(megabytes: number): Promise<void> {
    await this.#ask('/fill', { megabytes }, 240);
  }

  // What is asked goes by standard input, not by arguments, for it may carry a password.
  async #ask<T>(path: string, question: object = {}, seconds = 60): Promise<T> {
    const body = JSON.stringify(question);
    const input = `POST ${path} HTTP/1.0\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    const command = `exec 3<>/dev/tcp/127.0.0.1/${this.#port}; head -c ${Buffer.byteLength(input)} >&3; cat <&3`;
    const [program = 'bash', ...args] = [...this.#place, 'bash', '-c', command];
    const { stdout, stderr } = await run(program, args, { input, seconds });
    const [head = '', answer = ''] = stdout.split('\r\n\r\n');
    if (!head.includes(' 200 ')) throw new Error(`the writer did not answer ${path}: ${stdout}${stderr}`);
    return JSON.parse(answer) as T;
  }
}

function objects({ namespace, image, hosts, authority = '' }: WriterProps): object[] {
  const program = readFileSync(join(__dirname, 'fixtures', 'mongo-writer.js'), 'utf8');
  const restricted = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  return [
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'writer', namespace },
      data: { 'mongo-writer.js': program },
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'writer', namespace, labels: { app: 'writer', 'mongo-client': 'true' } },
      spec: {
        terminationGracePeriodSeconds: 0,
        securityContext: { runAsNonRoot: true, runAsUser: 999, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name: 'writer',
            image,
            command: [
              'mongosh',
              '--nodb',
              '--norc',
              '--quiet',
              '--eval',
              'require("/writer/mongo-writer.js").run(Mongo)',
            ],
            env: [
              { name: 'HOME', value: '/tmp' },
              { name: 'AUTHORITY', value: authority },
              ...login('USER', 'mongo-user-admin'),
              ...login('ADMINISTRATOR', 'mongo-administrator'),
              { name: 'ADMINISTRATOR', value: '$(ADMINISTRATOR_NAME):$(ADMINISTRATOR_PASSWORD)' },
              {
                name: 'MONGODB_URI',
                value: `mongodb://$(USER_NAME):$(USER_PASSWORD)@${hosts.join(',')}/user-admin?authSource=admin&replicaSet=mongo&connectTimeoutMS=5000&heartbeatFrequencyMS=5000`,
              },
            ],
            // The first answer proves that the program is up; it must not be asked of a set without a primary.
            readinessProbe: { exec: { command: ['bash', '-c', 'exec 3<>/dev/tcp/127.0.0.1/8080'] } },
            securityContext: restricted,
            volumeMounts: [{ name: 'program', mountPath: '/writer', readOnly: true }],
          },
        ],
        volumes: [{ name: 'program', configMap: { name: 'writer' } }],
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
