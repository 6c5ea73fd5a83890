import { kubectl } from '../kubectl';
import { ClientPod, ClientPodProps } from '../mongo-client-pod';

/** What the history itself does not show. */
export interface ClientFigures {
  /** What a member alone acknowledged, and how much of it a rollback undid. */
  readonly once: number;
  readonly onceLost: number;
  /** Operations that the driver neither answered nor failed, until the client gave them up. */
  readonly hung: number;
}

/** A pod with clients that read, write, and compare and set a few documents, and record each operation: fixtures/mongo-history.js. */
export class HistoryClients {
  private constructor(private readonly pod: ClientPod) {}

  static async start(props: ClientPodProps): Promise<HistoryClients> {
    return new HistoryClients(await ClientPod.start('history', 'mongo-history.js', props));
  }

  /** Stops the clients after a last read of every document. */
  end(): Promise<ClientFigures> {
    return this.pod.ask('/end', {}, 180);
  }

  /** All that was recorded so far, an operation a line. */
  async recorded(): Promise<string> {
    await this.pod.ask('/flush');
    return kubectl(`-n ${this.pod.namespace} exec ${this.pod.name} -- cat /tmp/history.jsonl`);
  }
}
