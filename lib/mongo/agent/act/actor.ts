import { readDesired } from '../files/settings';
import { Command, Connections, isRefusal } from '../mongod/connections';
import { memberHost, memberOrdinal } from '../mongod/hosts';
import { Action } from '../observation';
import { compatibilityCommand } from './compatibility';
import { addedMembers, Configuration, ConfiguredMember, initialConfiguration, reconfigured } from './configuration';
import { roleCommand } from './roles';
import { renewCertificate } from './tls';
import { userCommand } from './users';

/** Carries out actions on this pod's mongod. A refusal of the server is thrown, and the next reconciliation decides again. */
export class Actor {
  constructor(
    private readonly connections: Connections,
    private readonly ordinal: number,
  ) {}

  /** Carries out one action. */
  async act(action: Action): Promise<void> {
    const { settings } = this.connections;
    switch (action.kind) {
      case 'initiate':
        return this.#run({ replSetInitiate: initialConfiguration(settings, readDesired(settings), action.ordinals) });
      case 'add':
        return this.#reconfigure((members) => [
          ...members,
          ...addedMembers(settings, readDesired(settings), members, action.ordinals),
        ]);
      case 'remove':
        return this.#reconfigure((members) =>
          members.filter(({ host }) => host !== memberHost(settings, action.ordinal)),
        );
      case 'configure':
        return this.#reconfigure(
          (members) =>
            members.map((member) => ({ ...member, ...action.members[memberOrdinal(settings, member.host) ?? -1] })),
          { electionTimeoutMillis: action.electionTimeoutMillis },
        );
      case 'step down':
        return this.#run({ replSetStepDown: 60, secondaryCatchUpPeriodSecs: 10 });
      case 'reconnect':
        return this.#run({ dropConnections: 1, hostAndPort: action.hosts });
      case 'restart mongod':
        return this.#end();
      case 'create user':
      case 'change password':
      case 'change roles':
      case 'remove user':
        return this.#replicate(userCommand(settings, action.user, action.kind));
      case 'create role':
      case 'change role':
        return this.#replicate(roleCommand(readDesired(settings), action.role, action.kind));
      case 'raise compatibility':
        return this.#replicate({ command: await compatibilityCommand(this.connections, action.version) });
      case 'renew certificate':
        return renewCertificate(this.connections, this.ordinal);
      case 'raise TLS':
        return this.#run({ setParameter: 1, tlsMode: 'preferTLS' });
      case 'idle':
      case 'wait':
    }
  }

  /** A mongod that ends answers nothing. */
  async #end(): Promise<void> {
    try {
      await this.#run({ shutdown: 1, force: true });
    } catch (error) {
      if (isRefusal(error)) throw error;
    }
  }

  /** Changes the configuration that was just read: if another change came between, the server refuses this one. */
  async #reconfigure(
    change: (members: readonly ConfiguredMember[]) => readonly ConfiguredMember[],
    settings: object = {},
  ): Promise<void> {
    const { config } = (await this.connections.local({ replSetGetConfig: 1 })) as { config: Configuration };
    await this.#run({ replSetReconfig: reconfigured(config, change, settings), maxTimeMS: 20000 });
  }

  /** Runs a command that a majority of the members is to have. It is undefined if what it would change is gone meanwhile. */
  async #replicate(command: Command | undefined): Promise<void> {
    if (command === undefined) return;
    await this.#run({ ...command.command, writeConcern: { w: 'majority', wtimeout: 10000 } }, command.database);
  }

  async #run(command: object, database?: string): Promise<void> {
    await this.connections.local(command, database);
  }
}
