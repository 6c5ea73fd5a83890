import { basename } from 'node:path';
import { FindingsError } from '../findings/findings-error';
import { hasGeneratedName, KubernetesManifest, objectName } from '../manifests/manifest';
import { placedImages, podTemplate } from '../manifests/pod-template';
import { objectIdentity } from '../manifests/object-identity';
import { findMongod } from '../plan/mongo/mongod-release';
import { EnvironmentPlan, environmentPlan } from '../plan/plan';
import { groupedBy } from '../props/map';
import { AdoptedWorkload, adoptedWorkload, KeptWorkload } from './adopted-workload';
import { Chosen, secretKeys, SecretVariables } from './backend/reading';
import { isMongo, mongoReason } from './backend/unfit';
import { isDeployment } from './backend/workload';
import { ComposeDatabase, connectionExpression, databaseConstruct } from './compose/compose-source';
import { brokenRules, keptObjects } from './kept-objects';
import { Program, ProgramChart, ProgramConstruct, programText, variableName } from './program/program';
import { ranProgram } from './program/run-program';
import { LiteralSecret, withoutLiteralSecrets } from './source/literal-secrets';
import { statedManifest } from './source/stated-manifest';

/** An object that is in no program, and the reason. */
export interface OmittedObject {
  readonly object: KubernetesManifest;
  readonly reason: string;
}

/** A Secret that must get keys whose values were literals. */
export interface NewSecret {
  readonly namespace: string | undefined;
  readonly name: string;
  readonly keys: readonly string[];
  /** The workload whose variables they were. */
  readonly source: KubernetesManifest;
}

/** Objects as a program, and the proof that it renders what they are. */
export interface Adoption {
  readonly text: string;
  /** The objects of the source that the program is for, as their author states them. */
  readonly before: readonly KubernetesManifest[];
  /** The plan from the objects to those that the program renders. */
  readonly plan: EnvironmentPlan;
  /** The objects that the program renders. */
  readonly rendered: readonly KubernetesManifest[];
  readonly adopted: readonly AdoptedWorkload[];
  /** The workloads that stay as they are. */
  readonly kept: readonly KeptWorkload[];
  readonly omitted: readonly OmittedObject[];
  readonly newSecrets: readonly NewSecret[];
  /** The Secrets of the source, whose values are in no program. */
  readonly secrets: readonly KubernetesManifest[];
}

/** The settings of an adoption. */
export interface AdoptionSettings {
  readonly chosen: Chosen;
  /** A MongoDB beside the objects that the program creates. @default - none */
  readonly database?: ComposeDatabase;
  /** True if the objects are in no cluster yet, so that the plan begins with nothing. @default false */
  readonly isNew?: boolean;
}

/**
 * Writes objects as a program, runs it, and compares what it renders with the objects. `title` is the name of their source.
 * @throws FindingsError if the program has findings that are no rules which the objects broke before
 */
export function adoption(
  title: string,
  given: readonly KubernetesManifest[],
  { chosen, database, isNew = false }: AdoptionSettings,
): Adoption {
  const source = readSource(given);
  const { objects } = source;
  const name = nameOf(title, objects);
  const attempt = (refused: ReadonlyMap<KubernetesManifest, string>): Adoption => {
    const tried = objects.filter(isDeployment).map((each) => ({ each, reason: refused.get(each) }));
    const variables = new Map<string | undefined, SecretVariables>();
    const secretsOf = (namespace: string | undefined): SecretVariables => {
      const known = variables.get(namespace) ?? new SecretVariables(secretKeys(source.secrets, namespace));
      variables.set(namespace, known);
      return known;
    };
    if (database !== undefined) secretsOf(database.namespace);
    const first = (secrets: SecretVariables): ProgramConstruct[] =>
      database === undefined ? [] : [databaseConstruct(database, secrets)];
    const workloads = tried.map(({ each, reason }): AdoptedWorkload | KeptWorkload => {
      const secrets = secretsOf(each.metadata.namespace);
      const expressionOf = (workload: string, variable: string) =>
        database?.connections.has(`${workload}\n${variable}`) === true
          ? connectionExpression(database, secrets)
          : undefined;
      if (reason !== undefined) return { source: each, reason };
      return adoptedWorkload(each, objects, { secrets, chosen, expressionOf }, first(secrets));
    });
    const adopted = workloads.filter((each) => 'construct' in each);
    const program = programOf(name, objects, adopted, variables, first);
    const text = programText(program);
    const { manifests, findings } = ranProgram(text);
    const culprit = findings
      .map(({ path }) => adopted.find((each) => isOf(each, path)))
      .find((each) => each !== undefined);
    if (culprit !== undefined) {
      const reason = findings.find(({ path }) => isOf(culprit, path))?.want ?? '';
      return attempt(new Map([...refused, [culprit.source, reason]]));
    }
    if (findings.length > 0) throw new FindingsError(findings);
    return {
      ...source,
      text,
      plan: environmentPlan(`${title} → the program`, isNew ? [] : source.before, manifests),
      rendered: manifests,
      adopted,
      kept: [
        ...workloads.filter((each) => 'reason' in each),
        ...objects.filter((each) => isWorkload(each) && !isDeployment(each)).map(otherKind),
      ],
    };
  };
  return attempt(new Map());
}

/** Tells whether an object has pods: by a template, or those of an operator's database. */
function isWorkload(manifest: KubernetesManifest): boolean {
  return podTemplate(manifest) !== undefined || findMongod(manifest) !== undefined;
}

/** Returns the name of a program: the only namespace, or the last part of the source's. */
function nameOf(title: string, objects: readonly KubernetesManifest[]): string {
  const [namespace, ...others] = new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []));
  if (namespace !== undefined && others.length === 0) return namespace;
  return basename(title).replace(/\.\w+$/, '') || 'program';
}

interface Source {
  /** The objects of the program: no Secrets, no literal secrets. */
  readonly objects: readonly KubernetesManifest[];
  /** The same objects as they are now. */
  readonly before: readonly KubernetesManifest[];
  readonly secrets: readonly KubernetesManifest[];
  readonly omitted: readonly OmittedObject[];
  readonly newSecrets: readonly NewSecret[];
}

function readSource(given: readonly KubernetesManifest[]): Source {
  const last = [...new Map(given.map((each) => [objectIdentity(each), each])).values()];
  const all = last.map(statedManifest);
  const secrets = all.filter(({ kind }) => kind === 'Secret');
  const names = new Set(secrets.map(objectName));
  const omitted: OmittedObject[] = [];
  const newSecrets: NewSecret[] = [];
  const pairs = all
    .filter(({ kind }) => kind !== 'Secret')
    .flatMap((object) => {
      const { namespace } = object.metadata;
      const free = [`${object.metadata.name}-secrets`, `${object.metadata.name}-literals`];
      const secret = free.find((each) => !names.has(objectName(secretOf(each, namespace)))) ?? '';
      const { manifest, literals, leak } = withoutLiteralSecrets(object, secret);
      if (hasGeneratedName(object)) omitted.push({ object, reason: 'has no name until it is created' });
      else if (object.metadata.annotations?.['helm.sh/hook'] !== undefined)
        omitted.push({ object, reason: 'is a hook of Helm' });
      else if (manifest === undefined) omitted.push({ object, reason: `has a secret in ${leak ?? ''}` });
      else {
        if (literals.length > 0) newSecrets.push(newSecret(object, secret, literals));
        return [{ object: manifest, before: object }];
      }
      return [];
    });
  return {
    objects: pairs.map(({ object }) => object),
    before: pairs.map(({ before }) => before),
    secrets,
    omitted,
    newSecrets,
  };
}

function newSecret(source: KubernetesManifest, name: string, literals: readonly LiteralSecret[]): NewSecret {
  return { namespace: source.metadata.namespace, name, keys: literals.map(({ key }) => key), source };
}

function secretOf(name: string, namespace: string | undefined): KubernetesManifest {
  return { apiVersion: 'v1', kind: 'Secret', metadata: { name, ...(namespace === undefined ? {} : { namespace }) } };
}

function programOf(
  name: string,
  objects: readonly KubernetesManifest[],
  adopted: readonly AdoptedWorkload[],
  variables: ReadonlyMap<string | undefined, SecretVariables>,
  first: (secrets: SecretVariables) => readonly ProgramConstruct[],
): Program {
  const absorbed = new Set(adopted.flatMap((each) => each.absorbed));
  const left = objects.filter((each) => !absorbed.has(each));
  const broken = brokenRules(objects);
  const namespaces = new Set(objects.map(({ metadata }) => metadata.namespace));
  const groups = groupedBy(objects, (each) => [chartOf(each, namespaces)]);
  // A database may be alone in its namespace.
  const charts = [...new Set([...groups.keys(), ...[...variables.keys()].map((each) => each ?? '')])].map(
    (chart): ProgramChart => {
      const namespace = chart === '' ? undefined : chart;
      const secrets = variables.get(namespace);
      const own = adopted.filter(({ source }) => chartOf(source, namespaces) === chart).map((each) => each.construct);
      const constructs = [...(secrets === undefined ? [] : first(secrets)), ...own];
      return {
        id: namespace ?? 'cluster',
        namespace,
        secrets: secrets?.usedBy(constructs) ?? [],
        constructs,
        objects: keptObjects(
          left.filter((each) => chartOf(each, namespaces) === chart),
          broken,
        ),
      };
    },
  );
  return { name: variableName(name), charts };
}

/** Returns the namespace of an object's chart, which a Namespace shares with its objects; empty for objects of the cluster. */
function chartOf({ kind, metadata }: KubernetesManifest, namespaces: ReadonlySet<string | undefined>): string {
  if (kind === 'Namespace' && namespaces.has(metadata.name)) return metadata.name;
  return metadata.namespace ?? '';
}

/** Tells whether a finding's path is that of a construct or of one of its objects. */
function isOf({ source, construct }: AdoptedWorkload, path: string): boolean {
  return `${path}/`.startsWith(`${source.metadata.namespace ?? 'cluster'}/${construct.id}/`);
}

function otherKind(source: KubernetesManifest): KeptWorkload {
  const images = placedImages(source).map(({ value }) => String(value));
  const isOfMongo = images.some(isMongo) || findMongod(source) !== undefined;
  return { source, reason: isOfMongo ? mongoReason : `no construct takes the place of a ${source.kind}` };
}
