import { givenCertificate, markServed, writeServed } from '../files/certificate';
import { changeSeconds, ConfiguredMember, Connections, isRefusal } from '../mongod/connections';
import { memberHost, memberName, memberOrdinal } from '../mongod/hosts';
import { Action } from '../observation';
import { isOlder } from '../observe/configuration';
import { Command, initialConfiguration, newMembers, roleCommand, userCommand, withOutsideHosts } from './commands';

type Members = readonly ConfiguredMember[];

// From this series on the server refuses to raise the data format without a confirmation.
const confirmedFrom = '7.0';

/** Carries out actions on this pod's mongod. A refusal of the server is thrown, and the next reconciliation decides again. */
export class Actor {
  constructor(
    private readonly mongods: Connections,
    private readonly ordinal: number,
  ) {}

  /** Carries out one action. */
  async act(action: Action): Promise<void> {
    const { settings } = this.mongods;
    if ('user' in action) return this.#replicate(userCommand(settings, action));
    if ('role' in action) return this.#replicate(roleCommand(settings, action));
    switch (action.kind) {
      case 'initiate':
        return this.#run({ replSetInitiate: initialConfiguration(settings, action.ordinals) });
      case 'add':
        return this.#reconfigure((members) => [...members, ...newMembers(settings, action.ordinals, members)]);
      case 'remove': {
        const removed = memberHost(settings, action.ordinal);
        return this.#reconfigure((members) => members.filter(({ host }) => host !== removed));
      }
      case 'configure': {
        const { members: changes, electionTimeoutMillis } = action;
        const changeOf = ({ host }: ConfiguredMember) => changes[memberOrdinal(settings, host) ?? -1];
        const change = (members: Members) => members.map((member) => ({ ...member, ...changeOf(member) }));
        return this.#reconfigure(change, { electionTimeoutMillis });
      }
      case 'set horizons':
        return this.#reconfigure((members) => withOutsideHosts(settings, action.hosts, members));
      case 'step down':
        return this.#run({ replSetStepDown: 60, secondaryCatchUpPeriodSecs: 10 });
      case 'reconnect':
        return this.#run({ dropConnections: 1, hostAndPort: action.hosts });
      case 'restart mongod':
        // A mongod that ends answers nothing.
        return this.#run({ shutdown: 1, force: true }).catch((error: unknown) => {
          if (isRefusal(error)) throw error;
        });
      case 'raise compatibility':
        return this.#raiseCompatibility(action.version);
      case 'renew certificate':
        return this.#renewCertificate();
      case 'raise TLS':
        return this.#run({ setParameter: 1, tlsMode: 'preferTLS' });
      case 'idle':
      case 'wait':
    }
  }

  /** Changes the configuration that was just read: if another change came between, the server refuses this one. */
  async #reconfigure(change: (members: Members) => Members, changedSettings: object = {}): Promise<void> {
    const config = await this.mongods.configuration();
    const members = change(config.members);
    const settings = { ...config.settings, ...changedSettings };
    await this.#run({
      replSetReconfig: { ...config, version: config.version + 1, members, settings },
      maxTimeMS: 20000,
    });
  }

  async #raiseCompatibility(version: string): Promise<void> {
    const own = (await this.mongods.local({ buildInfo: 1 })) as { version: string };
    const confirm = isOlder(own.version, confirmedFrom) ? {} : { confirm: true };
    await this.#replicate({ command: { setFeatureCompatibilityVersion: version, ...confirm }, database: 'admin' });
  }

  /** Has mongod serve the certificate of the Secret. If mongod refuses it, the one before is put back for the next start. */
  async #renewCertificate(): Promise<void> {
    const { settings } = this.mongods;
    const { tls } = settings;
    const given = tls && givenCertificate(tls, memberName(settings, this.ordinal));
    if (!given || 'problem' in given) return;
    const undo = writeServed(tls, given);
    await this.#run({ rotateCertificates: 1 }).catch((error: unknown) => {
      if (isRefusal(error)) undo();
      throw error;
    });
    markServed(tls, given);
  }

  /** Runs a command that a majority of the members is to have. It is undefined if what it would change is gone meanwhile. */
  async #replicate(given: Command | undefined): Promise<void> {
    if (!given) return;
    await this.#run({ ...given.command, writeConcern: { w: 'majority', wtimeout: 10000 } }, given.database);
  }

  async #run(command: object, database?: string): Promise<void> {
    await this.mongods.local(command, database, changeSeconds);
  }
}
