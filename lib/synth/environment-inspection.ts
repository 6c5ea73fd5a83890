import { cdk8s } from '../../imports/cdk8s';
import { Finding } from '../findings/finding';
import { quoted } from '../findings/findings';
import { FindingsError } from '../findings/findings-error';
import { ProgramEnvironment } from './program-props';
import { inspect, Inspection } from './render';

/** The settings of a run that rendering needs. */
export interface InspectionSettings {
  readonly outdir: string;
  /** True if the finding of an error shows its stack. */
  readonly withStack: boolean;
  /** True if an environment may have no object. */
  readonly allowEmpty: boolean;
}

/** Builds an environment and renders it. An error of its program is a finding, and so is an environment without objects. */
export function environmentInspection(
  { name, build }: Pick<ProgramEnvironment, 'name' | 'build'>,
  { outdir, withStack, allowEmpty }: InspectionSettings,
): Inspection {
  const app = new (cdk8s().App)({ outdir });
  try {
    const built: unknown = build(app);
    if (isThenable(built)) {
      // Its rejection is of no interest: it is not awaited.
      built.then(undefined, () => undefined);
      return { manifests: [], findings: [{ path: name, at: 'build', ...asyncProblem }] };
    }
  } catch (error) {
    return { manifests: [], findings: [...thrownFindings(error, withStack), ...inspect(app, false).findings] };
  }
  const { manifests, findings } = inspect(app);
  if (manifests.length > 0 || findings.length > 0 || allowEmpty) return { manifests, findings };
  const empty = {
    path: name,
    code: 'missing-prop',
    want: 'renders no object',
    got: app.node.children.length === 0 ? 'an app without charts' : 'charts without objects',
    write: 'put some in, or say --allow-empty to remove all files of the environment',
  };
  return { manifests, findings: [empty] };
}

const asyncProblem = {
  code: 'invalid-type',
  want: 'must put the charts into the app before it returns',
  got: 'an async function',
  write: 'write one without async',
};

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** Returns the findings for an exception of `build`. This library throws its own as findings. */
function thrownFindings(error: unknown, withStack: boolean): readonly Finding[] {
  const stack = withStack && error instanceof Error ? error.stack : undefined;
  if (stack !== undefined) return [{ path: 'program', code: 'thrown', want: `threw ${stack}` }];
  if (error instanceof FindingsError) return error.findings;
  const want = `threw ${error instanceof Error ? error.message : quoted(error)}`;
  return [{ path: 'program', code: 'thrown', want, write: 'run again with DEBUG=1 to see where' }];
}
