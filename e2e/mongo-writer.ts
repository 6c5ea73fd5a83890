import { AskedProgram, ClientPod, ClientPodProps } from './mongo-client-pod';

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

/**
 * A pod of the set's own image that inserts with `w: majority` from 4 workers, each every 100 ms, with the options that the library's
 * connection strings have, and keeps the numbers that were acknowledged.
 */
export class Writer {
  constructor(private readonly program: AskedProgram) {}

  static async start(props: ClientPodProps): Promise<Writer> {
    return new Writer(await ClientPod.start('writer', 'mongo-writer.js', props));
  }

  /** Begins to measure anew. */
  async mark(): Promise<void> {
    await this.program.ask('/mark');
  }

  figures(): Promise<WriterFigures> {
    return this.program.ask('/figures');
  }

  /** How many acknowledged writes are gone. */
  lost(): Promise<number> {
    return this.program.ask('/lost');
  }

  /** Goes on by another connection, as a backend that was restarted, and forgets all but the first acknowledged writes. */
  async restart(kept: number): Promise<void> {
    await this.program.ask('/restart', { kept });
  }

  /** Goes on by a connection to other hosts, as a backend that was restarted with another connection string. */
  async startAgain(hosts: readonly string[]): Promise<void> {
    await this.program.ask('/restart', { hosts });
  }

  /** The members' hosts, as the set tells them to this client. */
  hosts(): Promise<readonly string[]> {
    return this.program.ask('/hosts');
  }

  /** Each member by its own words. */
  members(hosts: readonly string[]): Promise<readonly MemberView[]> {
    return this.program.ask('/members', { hosts });
  }

  /** Whether a login by this URI succeeds. */
  login(uri: string): Promise<boolean> {
    return this.program.ask('/login', { uri });
  }

  /** From now on it, and what it is asked, speaks TLS to members that these certificates signed. */
  async speakTls(authority: string): Promise<void> {
    await this.program.ask('/speak-tls', { authority });
  }

  /** The serial number of the certificate that a member shows. */
  serial(host: string): Promise<string> {
    return this.program.ask('/serial', { host });
  }

  /** Has the primary, named by its host, hand over. */
  async stepDown(host: string): Promise<void> {
    await this.program.ask('/step-down', { host });
  }

  /** Sets the featureCompatibilityVersion as an administrator would, by hand. */
  async setFormat(version: string): Promise<void> {
    await this.program.ask('/set-format', { version });
  }

  /** Writes this much data that cannot be compressed, and has the server read all of it. */
  async fill(megabytes: number): Promise<void> {
    await this.program.ask('/fill', { megabytes }, 240);
  }
}
