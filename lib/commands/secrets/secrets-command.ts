import { counted } from '../../findings/counted';
import { Finding } from '../../findings/finding';
import { quoted } from '../../findings/problem';
import { FindingsError } from '../../findings/findings-error';
import { dataKeyProblem, dnsSubdomainProblem } from '../../kubernetes/names';
import { prerequisites, SecretPrerequisite } from '../../prerequisites/prerequisites';
import { Cluster } from './cluster';
import { copiesLast, copyPlan, isCopy } from './copy-plan';
import { givenKeys, givenName, GivenValues, readGivenValues } from './given-keys';
import { unmadeNames } from './key-names';
import { isLocal, KubectlContext, kubectlContext } from '../kubectl';
import { givenFolders, skippedText } from '../../folders/folder-manifests';
import { ReadManifest } from '../../folders/parsed-manifests';
import { createdType, SecretPlan, secretPlan, secretsCommandsText } from './secret-plan';
import { SecretsArguments, secretsArguments, secretsOptions } from './secrets-arguments';
import { command } from '../command';
import { Terminal } from '../terminal';

/**
 * The command `cdk8s-backend secrets`: creates the Secrets that rendered manifests need and a cluster lacks. It shows no value and
 * puts none on a command line.
 */
export const secretsCommand = command({
  name: 'secrets',
  usage: ['cdk8s-backend secrets [DIR] [options]'],
  about: [
    'Creates the Secrets that the manifests in DIR (dist if not given) need and the cluster does not have, with strong random ' +
      'values. A value that exists is never changed, and no value is ever shown. A Secret gets the type that its use or its keys ' +
      'ask for. A copy (copyOf) gets the values of its original. Certificates, URIs and credentials of registries and clouds are not made up, but taken with --set.',
    `${unmadeNames}.`,
  ],
  options: secretsOptions,
  exits: {
    0: 'every Secret exists with all its keys',
    1: 'a Secret is missing or wrong',
    3: 'a file or the cluster cannot be read or written',
  },
  async run(line, terminal) {
    const args = secretsArguments(line);
    const folders = givenFolders([args.directory], args.recursive);
    terminal.complain(skippedText(folders));
    const manifests = folders.flatMap((folder) => folder.manifests);
    const findings = folders.flatMap((folder) => folder.findings);
    if (manifests.length === 0) throw new FindingsError(findings);
    if (findings.length > 0) terminal.complain(`${new FindingsError(findings).message}\n`);
    await carryOut(args, manifests, terminal);
    return findings.length > 0 ? 3 : 0;
  },
});

/** @throws FindingsError if a Secret is missing or wrong */
async function carryOut(args: SecretsArguments, manifests: readonly ReadManifest[], terminal: Terminal): Promise<void> {
  const secrets = copiesLast(prerequisites(manifests.map(({ manifest }) => manifest)).secrets);
  refuseBadNames(secrets);
  const given = givenKeys(
    args.set,
    secrets.filter((secret) => !isCopy(secret)),
  );
  if (args['dry-run']) {
    const names = given.map((each) => givenName(each, each.key));
    terminal.write(secretsCommandsText({ secrets, manifests, context: args.context, given: names }));
    return;
  }
  if (secrets.length === 0) {
    terminal.write(`${args.directory} needs no Secrets\n`);
    return;
  }
  const context = await kubectlContext(args.context);
  if (!args.yes && !isLocal(context)) await askFor(context, secrets.length, terminal);
  terminal.write(
    `${args.directory} needs ${counted(secrets.length, 'Secret')}; context ${context.name}, ${context.server}\n`,
  );
  await create(secrets, manifests, new Cluster(context.name), await readGivenValues(given, terminal), terminal);
}

function refuseBadNames(secrets: readonly SecretPrerequisite[]): void {
  const findings = secrets.flatMap(({ namespace, name, keys, copyOf }) => {
    const path = `${namespace}/${name}`;
    return [
      ...[namespace, name, ...(copyOf === undefined ? [] : [copyOf.namespace, copyOf.name])].map((each) => ({
        path,
        at: 'name',
        problem: dnsSubdomainProblem(each),
      })),
      ...keys.map(({ key }) => ({ path, at: `key ${quoted(key)}`, problem: dataKeyProblem(key) })),
    ].flatMap(({ problem, ...place }) => (problem === undefined ? [] : [{ ...place, ...problem }]));
  });
  if (findings.length > 0) throw new FindingsError(findings);
}

async function askFor({ name, server }: KubectlContext, count: number, terminal: Terminal): Promise<void> {
  const where = `the context ${quoted(name)}, ${server}, is not obviously on this machine`;
  if (!terminal.isInteractive) throw refusal(where, 'write --yes if it is the right one');
  const question = `Read ${counted(count, 'Secret')} there, and create what is missing? [y/N] `;
  if (!(await terminal.confirm(`${where}.\n${question}`)))
    throw refusal('nothing was done', 'choose another context with --context');
}

function refusal(want: string, write: string): FindingsError {
  return new FindingsError([{ path: 'kubectl', code: 'unsupported', want, write }]);
}

async function create(
  secrets: readonly SecretPrerequisite[],
  manifests: readonly ReadManifest[],
  cluster: Cluster,
  given: GivenValues,
  terminal: Terminal,
): Promise<void> {
  const findings: Finding[] = [];
  const namespaces = new Map<string, Promise<boolean>>();
  const isThere = (name: string): Promise<boolean> => {
    const known = namespaces.get(name) ?? namespaceIsThere(name, manifests, cluster, terminal);
    namespaces.set(name, known);
    return known;
  };
  for (const secret of secrets) {
    try {
      const plan = await carriedOut(secret, cluster, given, isThere);
      findings.push(...plan.findings);
      terminal.write(report(plan));
    } catch (error) {
      if (!(error instanceof FindingsError)) throw error;
      // What refused this Secret will refuse the others too, perhaps after a long wait.
      throw new FindingsError([...findings, ...error.findings]);
    }
  }
  if (findings.length > 0) throw new FindingsError(findings);
}

/** Reads, compares and writes, again if another client has changed the Secret in between. */
async function carriedOut(
  secret: SecretPrerequisite,
  cluster: Cluster,
  given: GivenValues,
  isThere: (namespace: string) => Promise<boolean>,
): Promise<SecretPlan> {
  const path = `${secret.namespace}/${secret.name}`;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const existing = await cluster.findSecret(secret);
    const plan = isCopy(secret)
      ? copyPlan(secret, existing, await cluster.findSecret(secret.copyOf))
      : secretPlan(secret, existing, given);
    if (plan.values.size === 0) return plan;
    if (existing === undefined && !(await isThere(secret.namespace))) {
      const want = 'has no namespace, and the manifests bring none';
      const write = `create it with kubectl create namespace ${secret.namespace}`;
      const finding = { path, code: 'unknown-reference', want, write };
      return { ...plan, values: new Map(), findings: [...plan.findings, finding] };
    }
    const isDone = await (existing === undefined
      ? cluster.createSecret(secret, createdType(secret), plan.values)
      : cluster.addKeys(existing, plan.values));
    if (isDone) return plan;
  }
  const want = 'is changed by another client all the time';
  throw new FindingsError([{ path, code: 'unavailable', want, write: 'try again' }]);
}

// With the labels that it is rendered with. A namespace that is not among the manifests has another owner.
async function namespaceIsThere(
  name: string,
  manifests: readonly ReadManifest[],
  cluster: Cluster,
  terminal: Terminal,
): Promise<boolean> {
  if (await cluster.hasNamespace(name)) return true;
  const rendered = manifests.find(({ manifest }) => manifest.kind === 'Namespace' && manifest.metadata.name === name);
  if (rendered === undefined) return false;
  await cluster.apply(rendered.manifest);
  terminal.write(`Namespace ${name}: created as in ${rendered.file}\n`);
  return true;
}

function report({ secret, missing, values }: SecretPlan): string {
  const lines = secret.keys.map(({ key, usedBy }) => {
    const created = secret.copyOf === undefined ? 'created' : `copied from ${secret.copyOf.namespace}`;
    const state = values.has(key) ? created : missing.includes(key) ? 'missing' : 'present';
    return `  ${key}: ${state} (${usedBy.join('; ')})\n`;
  });
  const whole = secret.usedBy.length === 0 ? '' : `  as a whole (${secret.usedBy.join('; ')})\n`;
  return `Secret ${secret.namespace}/${secret.name}\n${lines.join('')}${whole}`;
}
