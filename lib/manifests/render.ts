import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { canonicalManifest } from './canonical-manifest';
import { checkManifests } from '../checks/check-manifests';
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
  for (const construct of constructs) {
    if (!ApiObject.isApiObject(construct)) continue;
    try {
      origins.set(canonicalManifest(construct.toJson() as Manifest), construct);
    } catch (error) {
      unrendered.push(`[${construct.node.path}] cannot be rendered: ${reason(error)}`);
    }
  }
  const manifests = [...origins.keys()];
  // Without all objects, rules would find fault with what is missing.
  const broken = unrendered.length > 0 ? unrendered : ruleFindings(manifests, origins);
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
    if (origin !== undefined && !isReported(origin, message)) lines.push(`[${origin.node.path}] ${message}`);
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

function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^Failed serializing construct at path '.*?' with name '.*?': (Error: )?/, '');
}
