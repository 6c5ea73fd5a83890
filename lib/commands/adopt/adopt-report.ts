import { counted } from '../../findings/counted';
import { yaml } from '../../files/yaml';
import { Adoption } from '../../adopt/adoption';
import { Choice } from '../../adopt/backend/reading';
import { Decision, decisions, objectNames } from '../../adopt/decisions';
import { NewSecret } from '../../adopt/read-source';
import { shellWord } from '../../kubernetes/shell-word';
import { objectName } from '../../manifests/manifest';
import { planText } from '../../plan/output/plan-text';

// What either side of a choice means, and the option for the other side.
const choiceTexts: Readonly<Record<Choice, { readonly kept: string; readonly taken: string }>> = {
  names: { kept: 'names and selectors stay', taken: 'names and selectors are those of the constructs' },
  network: {
    kept: 'no NetworkPolicy is added',
    taken: 'a NetworkPolicy lets out to what the variables name, and to DNS',
  },
  security: {
    kept: 'the user and the root file system stay as the image has them',
    taken: 'user 10001 and a read-only root file system, where the source states none: try it before',
  },
  resources: {
    kept: 'no requests and no limits, where there were none',
    taken: 'requests and limits of the size m, where there were none: see what the pods use',
  },
};

/**
 * Returns the report of an adoption: what is taken, kept and left out, the values to put into Secrets, what can be chosen otherwise, and the plan,
 * object by object. `notes` are about the source.
 */
export function adoptReport(adoption: Adoption, notes: readonly string[] = []): string {
  const { adopted, kept, keptBeside, omitted, newSecrets, secrets, plan, rendered, text, before } = adoption;
  const workloads = adopted.length + kept.length;
  const lines = before.map((each) => yaml(each).split('\n').length).reduce((sum, count) => sum + count, 0);
  const brief = { ...plan, changes: plan.changes.map((change) => ({ ...change, fields: [] })) };
  return [
    `${counted(before.length, 'object')} in ${lines} lines of YAML, ${text.split('\n').length - 1} lines of TypeScript`,
    section(
      `taken, ${adopted.length} of ${counted(workloads, 'workload')}`,
      adopted.map(({ source, construct }) => `${objectName(source)}: ${construct.type}`),
    ),
    section(
      'kept as they are, as ApiObjects',
      kept.map(({ source, reason }) => `${objectName(source)}: ${reason}`),
    ),
    section(
      'beside taken workloads, and kept as they are',
      keptBeside.map(({ source, reason }) => `${objectName(source)}: ${reason}`),
    ),
    section(
      'left out of the program, and to be seen to',
      omitted.map(({ object, reason }) => `${objectName(object)} ${reason}`),
    ),
    section('to be done by hand', notes),
    section(
      'Secrets that stay in the cluster, and whose values are not in the program: delete none',
      secrets.map(objectName),
    ),
    secretLines(newSecrets),
    section('decided so, and otherwise with the option', decisions(adopted, rendered).flatMap(decisionLines)),
    planText([brief]),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function section(heading: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${heading}:\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function secretLines(secrets: readonly NewSecret[]): string {
  const options = secrets.flatMap(({ namespace, name, keys }) =>
    keys.map((key) => `--set ${shellWord(`${namespace === undefined ? '' : `${namespace}/`}${name}.${key}`)}`),
  );
  return [
    section(
      'values that were literals, and must be in Secrets before the objects are applied',
      secrets.map(({ name, keys, source }) => `${objectName(source)}: ${keys.join(', ')}, in the Secret ${name}`),
    ),
    section(
      'this asks for each value, and puts none on a command line, once the program has rendered dist/',
      options.length === 0
        ? []
        : [
            `npx cdk8s-backend secrets dist \\`,
            ...options.map((each, index) => `  ${each}${index === options.length - 1 ? '' : ' \\'}`),
          ],
    ),
  ]
    .filter((part) => part !== '')
    .join('\n');
}

function decisionLines({ choice, kept, taken }: Decision): string[] {
  const { kept: ofKept, taken: ofTaken } = choiceTexts[choice];
  return [
    ...(kept.length === 0 ? [] : [`--take ${choice}  ${ofKept} (${objectNames(kept)})`]),
    ...(taken.length === 0 ? [] : [`--keep ${choice}  ${ofTaken} (${objectNames(taken)})`]),
  ];
}
