import { field, listField, textField } from '../manifests/fields';
import { Manifest } from '../manifests/manifest';
import { podContainers, podTemplate } from '../manifests/pod-template';
import { Rule } from '../checks/rule';

// `$$` is the kubelet's escape, so that `$$(NAME)` refers to nothing. What is no variable's name, such as `$(cat file)`, is a shell's.
const references = /\$\$|\$\(([-._a-zA-Z][-._a-zA-Z0-9]*)\)/g;

/**
 * The kubelet expands `$(NAME)` in a variable's value only if NAME stands before it in the same container; any other stays in the
 * value as it is, and the pod starts with it.
 * https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
 */
export const noDanglingEnvReference: Rule = {
  id: 'no-dangling-env-reference',
  summary: 'Every $(NAME) in the value of an environment variable refers to a variable before it',
  *check(manifests) {
    for (const object of manifests) {
      for (const container of podContainers(object)) {
        for (const message of danglingReferences(container, object)) yield { object, message };
      }
    }
  },
};

function* danglingReferences(container: unknown, object: Manifest): Generator<string> {
  // What a whole ConfigMap or Secret brings into the environment is not to be seen here.
  if (listField(container, 'envFrom').length > 0) return;
  const variables = listField(container, 'env');
  const names = new Set(variables.map((variable) => textField(variable, 'name')));
  const before = new Set<string>();
  for (const variable of variables) {
    const name = textField(variable, 'name') ?? '';
    for (const [, reference] of (textField(variable, 'value') ?? '').matchAll(references)) {
      if (reference === undefined || before.has(reference) || isServiceVariable(reference, object)) continue;
      const fault = names.has(reference) ? 'which does not stand before it' : 'which the container does not have';
      yield `env ${name} of container "${textField(container, 'name') ?? ''}" refers to $(${reference}), ${fault}; put ${reference} before ${name}, or write $$(${reference}) for the text itself`;
    }
    before.add(name);
  }
}

/** Whether the kubelet sets the variable for a Service: always for the API server's, for the others unless links are off. */
function isServiceVariable(name: string, object: Manifest): boolean {
  if (/^KUBERNETES_(SERVICE|PORT)/.test(name)) return true;
  const links = field(podTemplate(object), 'spec', 'enableServiceLinks') !== false;
  return links && /_(SERVICE_HOST|SERVICE_PORT(_\w+)?|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)$/.test(name);
}
