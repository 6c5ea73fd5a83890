import type { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { cdk8s } from '../../imports/cdk8s';
import { issuesOf } from '../construct/reported-issues';
import { Finding, findingText } from '../findings/finding';
import { isApiObject, renderedObject, renderingReason } from '../construct/api-object';
import { withDigests } from '../construct/digests';
import { isConstruct } from '../construct/placed';
import { canonicalManifest } from '../manifests/canonical-manifest';
import { CheckFinding, checkManifests, namedFinding, noteIds } from '../checks/check-manifests';
import { rules } from '../checks/rules';
import { renderingOfProps } from '../construct/overrides';
import { described } from '../findings/described';
import { thrownProblem, unlessThrown } from '../findings/thrown';
import { FindingsError } from '../findings/findings-error';
import { KubernetesManifest } from '../manifests/manifest';
import { findingsByCause } from './findings-by-cause';
import { ProgramEnvironment } from './program-props';

/**
 * Returns the objects under a construct, ready to be written: canonical, and checked by the constructs' own validations and by every rule.
 * Each object is rendered once.
 * @throws FindingsError with all findings
 */
export function render(root: IConstruct): readonly KubernetesManifest[] {
  if (!isConstruct(root))
    throw new FindingsError([
      { path: 'render', code: 'invalid-type', want: 'takes an App', got: described(root), write: 'write new App()' },
    ]);
  const { manifests, findings } = inspect(root);
  if (findings.length > 0) throw new FindingsError(findings);
  return manifests;
}

/** The objects under a construct as far as they can be rendered, and all their findings. */
export interface Inspection {
  readonly manifests: readonly KubernetesManifest[];
  readonly findings: readonly Finding[];
}

/** The inspection of an environment. */
export interface EnvironmentInspection extends Inspection {
  /** The app; undefined if its program could not build all of it. */
  readonly root?: IConstruct;
}

/**
 * Renders the objects under a construct and checks them, without notes. If some cannot be rendered, or are known to be missing (`isComplete` is false),
 * the rules that compare objects are left out: they would report the gap.
 */
export function inspect(root: IConstruct, isComplete = true): Inspection {
  const constructs = root.node.findAll();
  const { origins, unrendered } = renderings(constructs);
  const left = isComplete && unrendered.length === 0 ? [] : rules.filter((rule) => rule.acrossObjects === true);
  const ignored = [...noteIds, ...left.map(({ id }) => id)];
  const faults = checkManifests([...origins.keys()], rules, ignored).filter(({ level }) => level !== 'note');
  const isRechecked = ({ rule }: CheckFinding): boolean => rule?.rechecks === true;
  const repeated = faults.some(isRechecked) ? repetitions(origins) : new Set<string>();
  const broken = faults.flatMap((found) => {
    const origin = origins.get(found.object);
    // A program may state its reason, or change: whatever a rule finds fails it.
    const finding: Finding = { ...namedFinding(origin?.node.path ?? '', found), level: undefined };
    return isRechecked(found) && repeated.has(findingText(finding)) ? [] : [{ found, origin, finding }];
  });
  const failed = unrendered.filter(({ isReported }) => !isReported).map(({ finding }) => finding);
  const findings = [...constructs.flatMap(ownFindings), ...failed, ...findingsByCause(broken)];
  return { manifests: [...origins.keys()], findings };
}

/**
 * Builds an environment and renders it. An error of its program is a finding, with its stack if `withStack` is set, and so is an
 * environment without objects unless `allowEmpty` is set.
 */
export function environmentInspection(
  { name, build }: Pick<ProgramEnvironment, 'name' | 'build'>,
  {
    outdir,
    withStack,
    allowEmpty,
  }: { readonly outdir: string; readonly withStack: boolean; readonly allowEmpty: boolean },
): EnvironmentInspection {
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
  if (manifests.length > 0 || findings.length > 0 || allowEmpty) return { root: app, manifests, findings };
  const got = app.node.children.length === 0 ? 'an app without charts' : 'charts without objects';
  const write = 'put some in, or say --allow-empty to remove all files of the environment';
  return { manifests, findings: [{ path: name, code: 'missing-prop', want: 'renders no object', got, write }] };
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
  const stack = unlessThrown(undefined, () => (withStack && error instanceof Error ? error.stack : undefined));
  if (stack !== undefined) return [{ path: 'program', code: 'thrown', want: `threw ${stack}` }];
  if (unlessThrown(false, () => error instanceof FindingsError)) return (error as FindingsError).findings;
  return [{ path: 'program', ...thrownProblem(error), write: 'run again with DEBUG=1 to see where' }];
}

interface Unrendered {
  readonly finding: Finding;
  /** True if the findings of a construct's props say it already. */
  readonly isReported: boolean;
}

function renderings(constructs: readonly IConstruct[]): {
  readonly origins: ReadonlyMap<KubernetesManifest, ApiObject>;
  readonly unrendered: readonly Unrendered[];
} {
  const origins = new Map<KubernetesManifest, ApiObject>();
  const unrendered: Unrendered[] = [];
  for (const construct of constructs) {
    if (!isApiObject(construct)) continue;
    try {
      origins.set(canonicalManifest(withDigests(construct, renderedObject(construct))), construct);
    } catch (error) {
      const isReported = renderedFromProps(construct) === 'failed';
      const want = `cannot be rendered: ${renderingReason(error)}`;
      unrendered.push({ finding: { path: construct.node.path, code: 'not-rendered', want }, isReported });
    }
  }
  return { origins, unrendered };
}

/** Returns the findings of the rules that check props again, about objects as they were rendered from props with findings. */
function repetitions(origins: ReadonlyMap<KubernetesManifest, ApiObject>): ReadonlySet<string> {
  const before = new Map<KubernetesManifest, string>();
  for (const [manifest, origin] of origins) {
    const rendering = renderedFromProps(origin);
    if (rendering === undefined || rendering === 'failed') before.set(manifest, '');
    else before.set(rendering, origin.node.path);
  }
  if ([...before.values()].every((path) => path === '')) return new Set();
  const rechecking = rules.filter((rule) => rule.rechecks === true);
  const findings = checkManifests([...before.keys()], rechecking);
  return new Set(findings.map((found) => findingText(namedFinding(before.get(found.object) ?? '', found))));
}

/** Returns the canonical object as it was rendered from props with findings; undefined if they have none. */
function renderedFromProps(object: ApiObject): KubernetesManifest | 'failed' | undefined {
  const rendering = renderingOfProps(object);
  if (rendering === undefined || rendering === 'failed') return rendering;
  return unlessThrown<KubernetesManifest | 'failed'>('failed', () => canonicalManifest(rendering));
}

function ownFindings(construct: IConstruct): Finding[] {
  return issuesOf(construct).map((issue) => ({ path: construct.node.path || 'app', ...issue }));
}
