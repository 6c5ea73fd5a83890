import { AgentCode } from './agent';
import { clusterModel } from './cluster/cluster';
import { scenarios, slowScenarios } from './cluster/scenarios';
import { Found, Model, search } from './search';
import { tlsScenarios } from './tls/scenarios';
import { tlsModel } from './tls/tls';
import { usersScenarios } from './users/scenarios';
import { usersModel } from './users/users';

/** A search whose model takes the code of an agent: the project's, or that of a mutant. */
export interface Search {
  readonly name: string;
  /** Searches, and throws if there are more states than given. */
  readonly run: (code?: AgentCode, mostStates?: number) => Promise<Found>;
}

function searchOf<Scenario extends { readonly name: string }, World extends object>(
  model: (scenario: Scenario, code?: AgentCode) => Model<World>,
): (scenario: Scenario) => Search {
  return (scenario) => ({
    name: scenario.name,
    run: (code, mostStates) => search(model(scenario, code), mostStates),
  });
}

/** The searches of every test run. */
export const searches: readonly Search[] = [
  ...scenarios.map(searchOf(clusterModel)),
  ...tlsScenarios.map(searchOf(tlsModel)),
  ...usersScenarios.map(searchOf(usersModel)),
];

/** Larger searches. */
export const slowSearches: readonly Search[] = slowScenarios.map(searchOf(clusterModel));
