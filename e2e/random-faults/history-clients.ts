import { kubectl } from '../kubectl';
import { ClientPod, ClientPodProps } from '../mongo-client-pod';

/** What a member alone acknowledged, which a rollback may undo. */
export interface OnceFigures {
  readonly once: number;
  readonly onceLost: number;
}

/** A pod with clients that read, write, and compare and set a few documents, and record each operation: fixtures/mongo-history.js. */
export class HistoryClients {
  private constructor(private readonly pod: ClientPod) {}

  static async start(props: ClientPodProps): Promise<HistoryClients> {
    return new HistoryClients(await ClientPod.start('history', 'mongo-history.js', props));
  }

  /** Stops the clients after a last read of every document. */
  end(): Promise<OnceFigures> {
    return this.pod.ask('/end', {}, 180);
  }

  /** All that was recorded so far, an operation a line. */
  async recorded(): Promise<string> {
    await this.pod.ask('/flush');
    return kubectl(`-n ${this.pod.namespace} exec ${this.pod.name} -- cat /tmp/history.jsonl`);
  }
}
