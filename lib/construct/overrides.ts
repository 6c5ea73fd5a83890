import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { isApiObject } from './api-object';
import { Manifest } from '../manifests/manifest';
import { podContainers } from '../manifests/pod-template';
import { field } from '../manifests/fields';
import { imageProblem } from '../kubernetes/image';
import { object } from '../props/object';
import { record } from '../props/record';
import { string } from '../props/scalar';
import { optional, Schema } from '../props/schema';
import { quoted } from '../findings/findings';
import { Issue, issuesAt, placeIn } from '../findings/problem';
import { ObjectFields, plainData } from './plain-data';
import { reportIssues } from './reported-issues';
import { strategicMerge } from './strategic-merge';

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

const renderings = new WeakMap<ApiObject, Manifest | 'failed'>();

/**
 * Returns an object as its construct rendered it from props with findings, before overrides and patches; `failed` if that is impossible.
 * Undefined if the props have no findings, or if no construct of this library rendered the object.
 */
export function renderingOfProps(object: ApiObject): Manifest | 'failed' | undefined {
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
 */
export function addRenderedFields(target: ApiObject, fields: ObjectFields): void {
  const { issues } = plainData.parse(fields);
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
  object.toJson = () => strategicMerge(render() as Manifest, fields).value;
  reportIssues(reporting, {
    get issues() {
      const before = tryRender(render);
      const { value, problems } = strategicMerge(
        before ?? { apiVersion: '', kind: '', metadata: { name: '' } },
        fields,
      );
      const all = before === undefined ? [] : [...problems, ...imageProblems(before, value as Manifest)];
      return all.map((issue) => ({ ...issue, at: subject === '' ? issue.at : placeIn(subject, issue.at) }));
    },
  });
}

/** Returns the issues of images in a patch that the props would refuse. No rule checks images. */
function imageProblems(before: Manifest, after: Manifest): Issue[] {
  const known = podContainers(before).map((container) => field(container, 'image'));
  return podContainers(after).flatMap((container) => {
    const image = field(container, 'image');
    const problem = image === undefined || known.includes(image) ? undefined : imageProblem(image);
    const name = field(container, 'name');
    return problem === undefined ? [] : [{ at: `containers[${quoted(name)}].image`, ...problem }];
  });
}

function recordRenderings(construct: Construct): void {
  for (const object of construct.node.findAll().filter((each) => isApiObject(each))) {
    renderings.set(object, tryRender(() => object.toJson() as unknown) ?? 'failed');
  }
}

/** Returns undefined for an object that cannot be rendered, which is reported together with the program. */
function tryRender(render: () => unknown): Manifest | undefined {
  try {
    return render() as Manifest;
  } catch {
    return undefined;
  }
}

function childId(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
