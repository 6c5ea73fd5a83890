import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { canonicalManifest } from './canonical-manifest';
import { checkManifests } from './check-manifests';
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
  const findings: string[] = [];
  const paths = new Map<Manifest, string>();
  for (const construct of root.node.findAll()) {
    const { path } = construct.node;
    for (const message of construct.node.validate()) findings.push(`[${path}] ${message}`);
    if (!ApiObject.isApiObject(construct)) continue;
    try {
      paths.set(canonicalManifest(construct.toJson() as Manifest), path);
    } catch (error) {
      findings.push(`[${path}] cannot be rendered: ${reason(error)}`);
    }
  }
  const manifests = [...paths.keys()];
  for (const finding of checkManifests(manifests, (object) => paths.get(object))) findings.push(finding);
  return { manifests, findings };
}

function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/^Failed serializing construct at path '.*?' with name '.*?': (Error: )?/, '');
}
