import { findingStatement } from '../findings/finding';
import { KubernetesManifest } from '../manifests/manifest';
import { isDangerous, plannedChanges } from '../plan/plan';
import { readWorkload, WorkloadSettings } from './backend/workload';
import { minimalProps } from './minimal-props';
import { Values } from './program/expression';
import { ProgramConstruct, programText } from './program/program';
import { ranProgram } from './program/run-program';

/** A Deployment whose place a construct takes. */
export interface AdoptedWorkload {
  readonly source: KubernetesManifest;
  readonly construct: ProgramConstruct;
  /** The objects of the source that the construct renders from now on. */
  readonly absorbed: readonly KubernetesManifest[];
}

/** A workload that stays as it is, and the reason. */
export interface KeptWorkload {
  readonly source: KubernetesManifest;
  readonly reason: string;
}

/**
 * Tries to say a Deployment by a construct, in the fewest props. It is kept as it is if the construct has findings, or if the plan from it to what
 * the construct renders is dangerous.
 */
export function adoptedWorkload(
  source: KubernetesManifest,
  all: readonly KubernetesManifest[],
  settings: WorkloadSettings,
  /** The constructs of the chart that its variables may refer to. */
  before: readonly ProgramConstruct[],
): AdoptedWorkload | KeptWorkload {
  const { construct, absorbed, reasons } = readWorkload(source, all, settings);
  const [reason] = reasons;
  if (reason !== undefined) return { source, reason };
  const { namespace } = source.metadata;
  const rendered = (props: Values) => {
    const constructs = [...before, { ...construct, props }];
    const chart = { id: 'trial', namespace, secrets: settings.secrets.usedBy(constructs), constructs, objects: [] };
    return ranProgram(programText({ name: 'trial', charts: [chart] }));
  };
  const { manifests, findings } = rendered(construct.props);
  const [finding] = findings;
  if (finding !== undefined) return { source, reason: findingStatement({ ...finding, write: undefined }) };
  const [danger] = plannedChanges(absorbed, manifests).filter(isDangerous);
  if (danger !== undefined && settings.chosen.get('names') !== 'take') {
    const effect = danger.effects.find((each) => each.effect.isDangerous);
    return { source, reason: `${effect?.effect.label ?? ''}: ${effect?.message ?? ''}` };
  }
  const wanted = JSON.stringify(manifests);
  const props = minimalProps(construct.props, (each) => {
    const trial = rendered(each);
    return trial.findings.length === 0 && JSON.stringify(trial.manifests) === wanted;
  });
  return { source, construct: { ...construct, props }, absorbed };
}
