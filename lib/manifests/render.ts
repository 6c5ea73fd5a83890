import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { canonicalManifest } from './canonical-manifest';
import { checkManifests } from '../checks/check-manifests';
import { rules } from '../checks/rules';
import { FindingsError } from './findings-error';
import { Manifest } from './manifest';

/**
 * The objects under a construct, ready to be written: canonical, and checked by the constructs' own validations and by every rule.
 * Each object is rendered once.
 * @throws FindingsError with everything that is wrong
 */
export function render(root: IConstruct): readonly Manifest[] {
  const { manifests, findings } = inspect(root);
  if (findings.length > 0) throw new FindingsError(findings);
  return manifests;
}

/** The objects under a construct as far as they can be rendered, and everything that is wrong with them. */
export function inspect(root: IConstruct): {
  readonly manifests: readonly Manifest[];
  readonly findings: readonly string[];
} {
  const constructs = root.node.findAll();
  const origins = new Map<Manifest, IConstruct>();
  const unrendered: string[] = [];
  let complete = true;
  for (const construct of constructs) {
    if (!ApiObject.isApiObject(construct)) continue;
    try {
      origins.set(canonicalManifest(construct.toJson() as Manifest), construct);
    } catch (error) {
      complete = false;
      // What is wrong with the construct's props is said already, and why its object is no object.
      if (construct.node.scopes.every(({ node }) => node.validate().length === 0))
        unrendered.push(`[${construct.node.path}] cannot be rendered: ${reason(error)}`);
    }
  }
  const manifests = [...origins.keys()];
  // Without all objects, rules would find fault with what is missing.
  const broken = complete ? ruleFindings(manifests, origins) : unrendered;
  return { manifests, findings: [...constructs.flatMap(ownFindings), ...broken] };
}

/** What the validations of all constructs under a construct say. */
export function validationFindings(root: IConstruct): string[] {
  return root.node.findAll().flatMap(ownFindings);
}

function ownFindings({ node }: IConstruct): string[] {
  return node.validate().map((message) => `[${node.path || 'app'}] ${message}`);
}

function ruleFindings(manifests: readonly Manifest[], origins: ReadonlyMap<Manifest, IConstruct>): string[] {
  const lines: string[] = [];
  for (const { object, message } of checkManifests(manifests)) {
    const origin = origins.get(object);
    if (origin !== undefined && !isReported(origin, message) && !isRechecked(origin, message))
      lines.push(`[${origin.node.path}] ${message}`);
  }
  return lines;
}

/** Whether a construct around an object already reports its name or namespace, which all its objects have from it. */
function isReported(origin: IConstruct, message: string): boolean {
  const [, subject] = /^(name|namespace) /.exec(message) ?? [];
  return (
    subject !== undefined &&
    origin.node.scopes.some(({ node }) => node.validate().some((reported) => reported.startsWith(`${subject} `)))
  );
}

/** Whether a construct around an object reports its props, of which the rules that check the same again say nothing new. */
function isRechecked(origin: IConstruct, message: string): boolean {
  return (
    rules.some(({ id, rechecks }) => rechecks === true && message.endsWith(`(${id})`)) &&
    origin.node.scopes.some(({ node }) => node.validate().length > 0)
  );
}

function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^Failed serializing construct at path '.*?' with name '.*?': (Error: )?/, '');
}
