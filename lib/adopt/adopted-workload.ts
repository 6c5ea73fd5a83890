import { findingStatement } from '../findings/finding';
import { KubernetesManifest } from '../manifests/manifest';
import { objectIdentity } from '../manifests/object-identity';
import { isDangerous, plannedChanges } from '../plan/plan';
import { uniqueExternalHosts } from '../rules/network/unique-external-hosts';
import { uniqueNodePorts } from '../rules/network/unique-node-ports';
import { uniqueRoutes } from '../rules/network/unique-routes';
import { noDanglingTarget } from '../rules/references/no-dangling-target';
import { lostNames } from './lost-names';
import { lostTraffic } from './lost-traffic';
import { minimalProps } from './minimal-props';
import { Values } from './program/expression';
import { ProgramConstruct, programText } from './program/program';
import { ranProgram } from './program/run-program';
import { objectsBeside } from './service/beside';
import { ReadWorkload, readWorkload, WorkloadSettings } from './workload';

/** A Deployment whose place a construct takes. */
export interface AdoptedWorkload {
  readonly source: KubernetesManifest;
  readonly construct: ProgramConstruct;
  /** The objects of the source that the construct renders from now on. */
  readonly absorbed: readonly KubernetesManifest[];
  /** The Services of its pods and the routes to them that stay as they are. */
  readonly keptBeside: readonly KeptObject[];
}

/** An object that stays as it is, and the reason. */
export interface KeptObject {
  readonly source: KubernetesManifest;
  readonly reason: string;
}

/**
 * Tries to say a Deployment by a construct, in the fewest props. It is kept as it is if the construct has findings, or if the plan from it to what
 * the construct renders is dangerous. So is each object beside it that the construct could render too.
 */
export function adoptedWorkload(
  source: KubernetesManifest,
  all: readonly KubernetesManifest[],
  settings: WorkloadSettings,
  /** The constructs of the chart that its variables may refer to. */
  before: readonly ProgramConstruct[],
): AdoptedWorkload | KeptObject {
  const { namespace } = source.metadata;
  const rendered = (construct: ProgramConstruct) => {
    const constructs = [...before, construct];
    const chart = { id: 'trial', namespace, secrets: settings.secrets.usedBy(constructs), constructs, objects: [] };
    const { manifests, findings } = ranProgram(programText({ name: 'trial', charts: [chart] }));
    // Further Services that a route leads to are in the whole program, whose findings count too.
    return { manifests, findings: findings.filter(({ code }) => code !== noDanglingTarget.id) };
  };
  const losses = (absorbed: readonly KubernetesManifest[], manifests: readonly KubernetesManifest[]) => {
    if (settings.chosen.get('names') === 'take') return undefined;
    const others = all.filter((each) => !absorbed.includes(each));
    return lostNames(source, manifests, others) ?? lostTraffic(absorbed, manifests) ?? danger(absorbed, manifests);
  };
  const tried = (beside: readonly KubernetesManifest[]): Tried => {
    const read = readWorkload(source, all, settings, beside);
    const [reason] = read.reasons;
    if (reason !== undefined) return { ...read, beside, reason, wanted: '' };
    const { manifests, findings } = rendered(read.construct);
    const [finding] = findings;
    const fault =
      finding === undefined ? losses(read.absorbed, manifests) : findingStatement({ ...finding, write: undefined });
    return { ...read, beside, reason: fault, wanted: JSON.stringify(manifests) };
  };
  let best = tried([]);
  if (best.reason !== undefined) return { source, reason: best.reason };
  const keptBeside: KeptObject[] = [];
  for (const each of objectsBeside(source, all)) {
    const rule = settings.broken.get(objectIdentity(each))?.find((id) => acrossObjects.includes(id));
    const next = rule === undefined ? tried([...best.beside, each]) : { ...best, reason: `it breaks the rule ${rule}` };
    if (next.reason === undefined) best = next;
    else keptBeside.push({ source: each, reason: next.reason });
  }
  const { construct, absorbed, wanted } = best;
  const props = minimalProps(construct.props, (each: Values) => {
    const trial = rendered({ ...construct, props: each });
    return trial.findings.length === 0 && JSON.stringify(trial.manifests) === wanted;
  });
  return { source, construct: { ...construct, props }, absorbed, keptBeside };
}

// Rules about objects that are not in the trial: an ApiObject may break one that it broke before, a construct may not.
const acrossObjects = [uniqueRoutes, uniqueNodePorts, uniqueExternalHosts, noDanglingTarget].map(({ id }) => id);

/** A workload as it is read with some of the objects beside it, and what is wrong with that. */
interface Tried extends ReadWorkload {
  readonly beside: readonly KubernetesManifest[];
  readonly reason: string | undefined;
  /** The objects that the construct renders with every prop, as JSON. */
  readonly wanted: string;
}

/** Returns the first danger of the plan from the objects of the source to those of the construct. */
function danger(absorbed: readonly KubernetesManifest[], manifests: readonly KubernetesManifest[]): string | undefined {
  const [change] = plannedChanges(absorbed, manifests).filter(isDangerous);
  const effect = change?.effects.find((each) => each.effect.isDangerous);
  return effect && `${effect.effect.label}: ${effect.message}`;
}
