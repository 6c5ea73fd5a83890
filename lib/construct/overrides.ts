import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { isApiObject } from './api-object';
import { Manifest } from '../manifests/manifest';
import { podContainers } from '../manifests/pod-template';
import { field } from '../manifests/fields';
import { imageProblem } from '../kubernetes/image';
import { mapOf, optional, record, Shape } from '../props/shape';
import { shown } from '../findings/findings';
import { Issue } from '../findings/problem';
import { plainData } from './plain-data';
import { reportIssues } from './reported-issues';
import { strategicMerge } from './strategic-merge';

/** Fields to merge into a rendered object, as `kubectl patch` merges them. */
export type Fields = Readonly<Record<string, unknown>>;

/** Overrides by the name of the object that a construct renders, or of a group of objects. */
export type Overrides<Name extends string, Group extends string = never> = Readonly<
  Partial<Record<Name, Fields> & Record<Group, Readonly<Record<string, Fields>>>>
>;

/** The child ids of a construct's groups of objects, such as its CronJobs, by the group's name. */
export type Groups<Group extends string = string> = Readonly<Record<Group, (key: string) => string>>;

/** The type of overrides for these objects and groups of objects. */
export function overridesShape(names: readonly string[], groups: Groups = {}): Shape {
  const fields = optional(plainData);
  const shapes = [
    ...names.map((name) => [name, fields] as const),
    ...Object.keys(groups).map((group) => [group, optional(mapOf(fields))] as const),
  ];
  return optional(record<Record<string, unknown>>(Object.fromEntries(shapes)));
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
export function finishObjects(construct: Construct, overrides: object = {}, groups: Groups = {}): void {
  if (construct.node.validate().length > 0) recordRenderings(construct);
  for (const [name, given] of Object.entries(overrides) as [string, Fields | undefined][]) {
    const idOf = Object.hasOwn(groups, name) ? groups[name] : undefined;
    if (idOf === undefined) override(construct, childId(name), `overrides.${name}`, given);
    else
      for (const [key, fields] of Object.entries(given ?? {}))
        override(construct, idOf(key), `overrides.${name}.${key}`, fields as Fields | undefined);
  }
}

/**
 * Merges fields into an object whenever it is rendered, as `kubectl patch --type=strategic` does; also fields that its class does not
 * know. Lists that lose items by it are findings.
 */
export function addRenderedFields(object: ApiObject, fields: Fields): void {
  const misfit = plainData.misfit(fields);
  if (misfit === undefined) merge(object, object, '', fields);
  else reportIssues(object, { issues: [{ ...misfit, at: `fields${misfit.at}` }] });
}

function override(construct: Construct, id: string, subject: string, fields: Fields | undefined): void {
  if (fields === undefined) return;
  const object = construct.node.tryFindChild(id);
  if (object !== undefined && isApiObject(object)) merge(construct, object, subject, fields);
  else reportIssues(construct, { issues: [{ at: subject, ...notRendered }] });
}

/** Merges fields and has the reporting construct report their problems, at `subject`. */
function merge(reporting: Construct, object: ApiObject, subject: string, fields: Fields): void {
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
      return all.map((issue) => ({ ...issue, at: [subject, issue.at].filter((part) => part !== '').join('.') }));
    },
  });
}

/** The images that come with a patch, which the props would refuse; no rule checks them in the manifests of others. */
function imageProblems(before: Manifest, after: Manifest): Issue[] {
  const known = podContainers(before).map((container) => field(container, 'image'));
  return podContainers(after).flatMap((container) => {
    const image = field(container, 'image');
    const problem = image === undefined || known.includes(image) ? undefined : imageProblem(image);
    const name = field(container, 'name');
    return problem === undefined ? [] : [{ at: `container ${shown(name)} image`, ...problem }];
  });
}

function recordRenderings(construct: Construct): void {
  for (const object of construct.node.findAll().filter((each) => isApiObject(each))) {
    renderings.set(object, tryRender(() => object.toJson() as unknown) ?? 'failed');
  }
}

/** Undefined for an object that cannot be rendered, which is reported when the program is. */
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
