import { field, listField, KubernetesManifest, Placed, placed, placedItems, textField } from '../../manifests/manifest';
import { placedContainers, podSpec } from '../../manifests/pod-template';
import { Rule, RuleFault } from '../rule';
import { referencesIn } from '../../kubernetes/expansion';
import { environmentNameProblem } from '../../kubernetes/names';
import { nearName } from '../../findings/near-name';

/**
 * The kubelet expands `$(NAME)` in a variable's value only if NAME stands before it in the same container, and in the command and its
 * arguments only if the container has it; any other stays as it is, and the pod starts with it.
 * https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export const noDanglingEnvReference: Rule = {
  id: 'no-dangling-env-reference',
  summary:
    'Every $(NAME) in the value of a variable refers to an earlier variable, and in arguments to a variable of the container',
  why: 'the kubelet leaves any other as it is',
  *check(object) {
    for (const container of placedContainers(object)) {
      // What a whole ConfigMap or Secret brings into the environment is not to be seen here.
      if (listField(container.value, 'envFrom').length > 0) continue;
      const variables = placedItems(container, 'env');
      yield* danglingReferences(variables, object);
      // A container without variables of its own may have them from its image or from an admission webhook.
      if (variables.length > 0)
        yield* danglingArguments(container, [...namesOf(variables), ...indexVariable(object)], object);
    }
  },
};

function* danglingReferences(variables: readonly Placed[], object: KubernetesManifest): Generator<RuleFault> {
  const names = namesOf(variables);
  const before = new Set<string>();
  for (const [index, variable] of variables.entries()) {
    const name = names[index] ?? '';
    const { path, value } = placed(variable, 'value');
    for (const reference of variablesIn(value)) {
      if (before.has(reference) || isServiceVariable(reference, object)) continue;
      const reason = names.includes(reference) ? 'does not stand before it' : 'the container does not have';
      yield {
        path,
        want: `refers to $(${reference}), which ${reason}`,
        write: `put ${reference} before ${name}, or write $$(${reference}) for the text itself`,
      };
    }
    before.add(name);
  }
}

function* danglingArguments(
  container: Placed,
  names: readonly string[],
  object: KubernetesManifest,
): Generator<RuleFault> {
  const isShell = runsShell(container.value);
  for (const part of ['command', 'args']) {
    const { path, value } = placed(container, part);
    for (const reference of new Set(listField(value).flatMap(variablesIn))) {
      if (names.includes(reference) || isServiceVariable(reference, object)) continue;
      const near = nearName(reference, names);
      // A shell runs `$(date)`, and a program may have templates of its own.
      if (near === undefined && (isShell || !/^[A-Z][A-Z0-9_]*$/.test(reference))) continue;
      const advice = near === undefined ? `add ${reference} to env` : `write $(${near})`;
      yield {
        path,
        want: `refers to $(${reference}), which the container does not have`,
        write: `${advice}, or write $$(${reference}) for the text itself`,
      };
    }
  }
}

/** The variable that an indexed Job adds to those of a container, after all others. */
function indexVariable(object: KubernetesManifest): readonly string[] {
  const spec = field(object, 'spec');
  const isIndexed = [spec, field(spec, 'jobTemplate', 'spec')].some(
    (job) => field(job, 'completionMode') === 'Indexed',
  );
  return isIndexed ? ['JOB_COMPLETION_INDEX'] : [];
}

function namesOf(variables: readonly Placed[]): string[] {
  return variables.map(({ value }) => textField(value, 'name') ?? '');
}

/** The variables that a text refers to. What is no variable's name, such as `$(cat file)`, is a shell's. */
function variablesIn(text: unknown): string[] {
  if (typeof text !== 'string') return [];
  return referencesIn(text).filter((name) => environmentNameProblem(name) === undefined);
}

function runsShell(container: unknown): boolean {
  const words = [...listField(container, 'command'), ...listField(container, 'args')];
  return words.some(
    (word) => typeof word === 'string' && /^(?:\/(?:usr\/)?bin\/)?(?:ba|da|a|z|k)?sh$/.test(word.trim()),
  );
}

/** True if the kubelet sets the variable for a Service: always for the API server's, for the others unless links are off. */
function isServiceVariable(name: string, object: KubernetesManifest): boolean {
  if (/^KUBERNETES_(SERVICE|PORT)/.test(name)) return true;
  const links = field(podSpec(object)?.value, 'enableServiceLinks') !== false;
  return links && /_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$/.test(name);
}
