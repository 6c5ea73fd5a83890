import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { isApiObject } from './api-object';
import { KubernetesManifest, Placed, placed, placedItems } from '../manifests/manifest';
import { placeText } from '../manifests/schema/place';
import { placedContainers } from '../manifests/pod-template';
import { imageProblem } from '../kubernetes/image';
import { environmentNameProblem } from '../kubernetes/names';
import { object } from '../props/object';
import { record } from '../props/record';
import { string } from '../props/scalar';
import { parsedSafely } from '../props/parsed-prop';
import { mistyped, optional, Schema, typed } from '../props/schema';
import { described, isPlainObject } from '../findings/described';
import { FindingsError } from '../findings/findings-error';
import { Issue, issuesAt, placeIn, Problem, quoted } from '../findings/problem';
import { unlessThrown } from '../findings/thrown';
import { withDigests } from './digests';
import { isConstruct } from './placed';
import { reportIssues } from './reported-issues';
import { strategicMerge } from './strategic-merge';

/** The fields of an object. */
export type ObjectFields = Readonly<Record<string, unknown>>;

/**
 * An object of plain data, as JSON has it, with or without `undefined`: no instance of a class, no function, no NaN, and nothing that
 * contains itself.
 */
export const plainData: Schema<ObjectFields> = {
  wanted: 'an object',
  plural: 'objects',
  parse: (value) => {
    if (!isPlainObject(value)) return mistyped('an object', value, '{ spec: { … } }');
    const issue = issueIn(value, '', []);
    return issue === undefined ? typed(value) : { typed: false, issues: [issue] };
  },
};

/** Overrides by the name of the object that a construct renders, or of a group of objects. */
export type ObjectOverrides<Name extends string, Group extends string = never> = Readonly<
  Partial<Record<Name, ObjectFields> & Record<Group, Readonly<Record<string, ObjectFields>>>>
>;

/** The child ids of a construct's groups of objects, such as its CronJobs, by the group's name. */
export type Groups<Group extends string = string> = Readonly<Record<Group, (key: string) => string>>;

/** Returns the schema of overrides for these objects and groups of objects. */
export function overrides<Name extends string, Group extends string = never>(
  names: readonly Name[],
  groups: Groups<Group> = {} as Groups<Group>,
): Schema<ObjectOverrides<Name, Group>> {
  const fields = optional(plainData);
  const group = optional(record(string(), fields));
  const entries = [...names.map((name) => [name, fields]), ...Object.keys(groups).map((name) => [name, group])];
  return object(Object.fromEntries(entries) as Readonly<Record<Name | Group, Schema>>) as Schema<
    ObjectOverrides<Name, Group>
  >;
}

const notRendered = {
  code: 'unknown-reference',
  want: 'must be of an object that is rendered',
  got: 'one that is not',
  write: 'leave it out',
} as const;

const renderings = new WeakMap<ApiObject, KubernetesManifest | 'failed'>();

/**
 * Returns an object as its construct rendered it from props with findings, before overrides and patches; `failed` if that is impossible.
 * Undefined if the props have no findings, or if no construct of this library rendered the object.
 */
export function renderingOfProps(object: ApiObject): KubernetesManifest | 'failed' | undefined {
  return renderings.get(object);
}

/**
 * Ends a construct's constructor: merges overrides into the objects that it has rendered. `serviceAccount` is the child `service-account`.
 * Overrides of an object that is not rendered, and those that lose items of a list, are findings of the construct.
 */
export function finishObjects(construct: Construct, given: object = {}, groups: Groups = {}): void {
  if (construct.node.validate().length > 0) recordRenderings(construct);
  for (const [name, one] of Object.entries(given) as [string, ObjectFields | undefined][]) {
    const idOf = Object.hasOwn(groups, name) ? groups[name] : undefined;
    if (idOf === undefined) override(construct, childId(name), `overrides.${name}`, one);
    else
      for (const [key, fields] of Object.entries(one ?? {}))
        override(construct, idOf(key), `overrides.${name}[${quoted(key)}]`, fields as ObjectFields | undefined);
  }
}

/**
 * Merges fields into an object whenever it is rendered, as `kubectl patch --type=strategic` does; also fields that its class does not
 * know. Lists that lose items by it are findings.
 * @throws FindingsError if `target` is no ApiObject (from JavaScript)
 */
export function addRenderedFields(target: ApiObject, fields: ObjectFields): void {
  if (!isConstruct(target) || !isApiObject(target)) {
    const problem = { code: 'invalid-type', want: 'must be an ApiObject', got: described(target) };
    throw new FindingsError([
      { path: 'addRenderedFields', at: 'the target', ...problem, write: 'write service.deployment' },
    ]);
  }
  const { issues } = parsedSafely(() => plainData.parse(fields));
  if (issues.length === 0) merge(target, target, '', fields);
  else reportIssues(target, { issues: issuesAt('fields', issues) });
}

function override(construct: Construct, id: string, subject: string, fields: ObjectFields | undefined): void {
  if (fields === undefined) return;
  const object = construct.node.tryFindChild(id);
  if (object !== undefined && isApiObject(object)) merge(construct, object, subject, fields);
  else reportIssues(construct, { issues: [{ at: subject, ...notRendered }] });
}

/** Merges fields and has the reporting construct report their problems, at `subject`. */
function merge(reporting: Construct, object: ApiObject, subject: string, fields: ObjectFields): void {
  const render = object.toJson.bind(object);
  object.toJson = () =>
    withDigests(object, strategicMerge(render() as KubernetesManifest, fields).value as KubernetesManifest);
  reportIssues(reporting, {
    get issues() {
      // An object that cannot be rendered is reported together with the program.
      const before = unlessThrown(undefined, () => render() as KubernetesManifest);
      const { value, problems } = strategicMerge(
        before ?? { apiVersion: '', kind: '', metadata: { name: '' } },
        fields,
      );
      const all = before === undefined ? [] : [...problems, ...propProblems(before, value as KubernetesManifest)];
      return all.map((issue) => ({ ...issue, at: subject === '' ? issue.at : placeIn(subject, issue.at) }));
    },
  });
}

/** Returns the issues of images and of variables' names in a patch that the props would refuse. No rule checks them. */
function propProblems(before: KubernetesManifest, after: KubernetesManifest): Issue[] {
  return [
    ...newProblems(before, after, (container) => [placed(container, 'image')], imageProblem),
    ...newProblems(before, after, variableNames, environmentNameProblem),
  ];
}

/** Returns the problems of the values in the containers of an object that its containers did not have before. */
function newProblems(
  before: KubernetesManifest,
  after: KubernetesManifest,
  valuesOf: (container: Placed) => readonly Placed[],
  problemOf: (value: unknown) => Problem | undefined,
): Issue[] {
  const known = placedContainers(before)
    .flatMap(valuesOf)
    .map(({ value }) => value);
  return placedContainers(after)
    .flatMap(valuesOf)
    .flatMap(({ path, value }) => {
      const problem = value === undefined || known.includes(value) ? undefined : problemOf(value);
      return problem === undefined ? [] : [{ at: placeText(after, path), ...problem }];
    });
}

function variableNames(container: Placed): Placed[] {
  return placedItems(container, 'env').map((variable) => placed(variable, 'name'));
}

function recordRenderings(construct: Construct): void {
  for (const object of construct.node.findAll().filter((each) => isApiObject(each))) {
    renderings.set(
      object,
      unlessThrown<KubernetesManifest | 'failed'>('failed', () => object.toJson() as KubernetesManifest),
    );
  }
}

function childId(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function issueIn(value: unknown, at: string, outer: readonly unknown[]): Issue | undefined {
  const problem = { at, code: 'invalid-type', want: 'must be plain data' } as const;
  if (outer.includes(value)) return { ...problem, got: 'an object that contains itself', write: 'leave it out' };
  const isPlain =
    value === undefined ||
    value === null ||
    Array.isArray(value) ||
    isPlainObject(value) ||
    ['string', 'boolean'].includes(typeof value) ||
    Number.isFinite(value);
  if (!isPlain) return { ...problem, got: described(value), write: 'write its text' };
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, item] of Object.entries(value)) {
    const place = at === '' ? key : placeIn(at, Array.isArray(value) ? `[${key}]` : key);
    const issue = issueIn(item, place, [...outer, value]);
    if (issue !== undefined) return issue;
  }
  return undefined;
}
