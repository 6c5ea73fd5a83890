import { basename } from 'node:path';
import { findingStatement } from '../findings/finding';
import { FindingsError } from '../findings/findings-error';
import { KubernetesManifest } from '../manifests/manifest';
import { placedImages, podTemplate } from '../manifests/pod-template';
import { findMongod } from '../plan/mongo/mongod-release';
import { EnvironmentPlan, environmentPlan } from '../plan/plan';
import { groupedBy } from '../props/map';
import { Inspection } from '../synth/render';
import { AdoptedWorkload, adoptedWorkload, KeptObject } from './adopted-workload';
import { Chosen, secretKeys, SecretVariables } from './backend/reading';
import { isMongo, mongoReason } from './backend/unfit';
import { isDeployment } from './workload';
import { ComposeDatabase, connectionExpression, databaseConstruct } from './compose/compose-source';
import { brokenRules, keptObjects } from './kept-objects';
import { Program, ProgramChart, ProgramConstruct, programText, variableName } from './program/program';
import { ranProgram } from './program/run-program';
import { NewSecret, OmittedObject, readSource } from './read-source';

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
  readonly kept: readonly KeptObject[];
  /** The Services and routes of adopted workloads that stay as they are. */
  readonly keptBeside: readonly KeptObject[];
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
  const broken = brokenRules(objects);
  const variables = new Map<string | undefined, SecretVariables>();
  const secretsOf = (namespace: string | undefined): SecretVariables => {
    const known = variables.get(namespace) ?? new SecretVariables(secretKeys(source.secrets, namespace));
    variables.set(namespace, known);
    return known;
  };
  if (database !== undefined) secretsOf(database.namespace);
  const first = (secrets: SecretVariables): ProgramConstruct[] =>
    database === undefined ? [] : [databaseConstruct(database, secrets)];
  const tried = objects.filter(isDeployment).map((each) => {
    const secrets = secretsOf(each.metadata.namespace);
    const expressionOf = (workload: string, variable: string) =>
      database?.connections.has(`${workload}\n${variable}`) === true
        ? connectionExpression(database, secrets)
        : undefined;
    return adoptedWorkload(each, objects, { secrets, chosen, expressionOf, broken }, first(secrets));
  });
  const written = (workloads: readonly (AdoptedWorkload | KeptObject)[]): Written => {
    const adopted = workloads.filter((each) => 'construct' in each);
    const text = programText(programOf(name, objects, broken, adopted, variables, first));
    return { workloads, adopted, text, ...ranProgram(text) };
  };
  const { workloads, adopted, text, manifests } = withoutFindings(written(tried), written);
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
    keptBeside: keptBesideAll(adopted),
  };
}

/** A program, and what it renders. */
interface Written extends Inspection {
  readonly workloads: readonly (AdoptedWorkload | KeptObject)[];
  readonly adopted: readonly AdoptedWorkload[];
  readonly text: string;
}

/**
 * Returns a program without findings: workloads that have some beside the others, or that are the cause of another object's, are kept as they
 * are.
 * @throws FindingsError if that does not help
 */
function withoutFindings(program: Written, written: (workloads: Written['workloads']) => Written): Written {
  const [finding] = program.findings;
  if (finding === undefined) return program;
  const without = ({ source }: AdoptedWorkload): Written =>
    written(
      program.workloads.map((each) =>
        each.source === source ? { source, reason: findingStatement({ ...finding, write: undefined }) } : each,
      ),
    );
  const own = program.adopted.find((each) => isOf(each, finding.path));
  if (own !== undefined) return withoutFindings(without(own), written);
  for (const each of program.adopted) {
    const other = without(each);
    if (other.findings.length < program.findings.length) return withoutFindings(other, written);
  }
  throw new FindingsError(program.findings);
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

function programOf(
  name: string,
  objects: readonly KubernetesManifest[],
  broken: ReadonlyMap<string, readonly string[]>,
  adopted: readonly AdoptedWorkload[],
  variables: ReadonlyMap<string | undefined, SecretVariables>,
  first: (secrets: SecretVariables) => readonly ProgramConstruct[],
): Program {
  const absorbed = new Set(adopted.flatMap((each) => each.absorbed));
  const left = objects.filter((each) => !absorbed.has(each));
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

/** Returns the objects beside workloads that no construct renders, each once: a route may lead to several workloads. */
function keptBesideAll(adopted: readonly AdoptedWorkload[]): KeptObject[] {
  const rendered = new Set(adopted.flatMap(({ absorbed }) => absorbed));
  const kept = adopted.flatMap(({ keptBeside }) => keptBeside).filter(({ source }) => !rendered.has(source));
  return kept.filter(({ source }, index) => kept.findIndex((each) => each.source === source) === index);
}

function otherKind(source: KubernetesManifest): KeptObject {
  const images = placedImages(source).map(({ value }) => String(value));
  const isOfMongo = images.some(isMongo) || findMongod(source) !== undefined;
  return { source, reason: isOfMongo ? mongoReason : `no construct takes the place of a ${source.kind}` };
}
