import { Action } from '../../../../../lib/mongo/agent/observation';
import { AgentCode, agentCode, inWords } from '../agent';
import { Model, Step } from '../search';
import { agentsOf } from './agents';
import { broken, unrest } from './invariants';
import { kubernetesSteps, outsideSteps } from './kubernetes';
import { nameOf } from './mongod';
import { replicationSteps } from './replication';
import { Scenario } from './scenario';
import { canonical, podOf, textOf, withPod, World } from './world';

/** Returns the model of a cluster in which agents follow a scenario. */
export function clusterModel(scenario: Scenario, code: AgentCode = agentCode): Model<World> {
  const { name, begins } = scenario;
  const agents = agentsOf(scenario, code);

  const agentSteps = async (world: World, at: number): Promise<Step<World>[]> => {
    const { due } = podOf(world, at);
    if (due) return [await agents.act(world, at, due)];
    const { action, breaks } = await agents.decide(world, at);
    if (!code.isChange(action)) return [];
    const to = withPod(world, at, { due: action });
    return [{ name: `the agent of ${nameOf(world, at)} decides to ${inWords(action)}`, to, breaks }];
  };

  return {
    name,
    begins,
    canonical,
    key: keyOf,
    broken,
    steps: async (world) => {
      const steps = [...replicationSteps(world), ...kubernetesSteps(world, scenario), ...outsideSteps(world, scenario)];
      for (const at of agents.running(world)) steps.push(...(await agentSteps(world, at)));
      return steps;
    },
    unrest: async (world) => {
      const actions: Action[] = [];
      for (const at of agents.running(world)) actions.push((await agents.decide(world, at)).action);
      return unrest(world, actions, scenario);
    },
  };
}

/** Returns a world as text. */
function keyOf({ pods, acknowledged, ...rest }: World): string {
  return `${JSON.stringify([rest, acknowledged])}${pods.map(textOf).join()}`;
}
