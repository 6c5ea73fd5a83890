import { field, textField } from '../../manifests/manifest';
import { Value, Values } from '../program/expression';
import { hasOnly, maps, present, Reading } from './reading';

/** Returns the props of a container's variables, as far as props can say them. */
export function environmentProps({
  container,
  secrets,
  expressionOf,
}: Pick<Reading, 'container' | 'secrets' | 'expressionOf'>): Values {
  const env: Record<string, Value> = {};
  const fromSecrets: Record<string, Value> = {};
  const left: unknown[] = [];
  for (const variable of maps(container.take('env'))) {
    const name = textField(variable, 'name') ?? '';
    const source = field(variable, 'valueFrom');
    const [kind = ''] = Object.keys(source ?? {});
    const reference = field(source, kind);
    const [object, key] = ['name', 'key'].map((part) => textField(reference, part));
    const expression = expressionOf(name);
    if (expression !== undefined) env[name] = expression;
    else if (source === undefined) env[name] = textField(variable, 'value') ?? '';
    else if (kind === 'fieldRef' && hasOnly(reference, 'fieldPath')) env[name] = { fieldRef: reference as Values };
    else if (object === undefined || key === undefined || !hasOnly(reference, 'name', 'key')) left.push(variable);
    else if (kind === 'secretKeyRef') fromSecrets[name] = secrets.key(object, key);
    else if (kind === 'configMapKeyRef') env[name] = { configMapKeyRef: { name: object, key } };
    else left.push(variable);
  }
  if (left.length > 0) container.put(left, 'env');
  return { env: present(env), secrets: present(fromSecrets), envFrom: sources(container, secrets) };
}

/** Returns the sources that are variables as a whole; undefined if one of them has no prop, since overrides replace the whole list. */
function sources(container: Reading['container'], secrets: Reading['secrets']): Value {
  const given = maps(container.see('envFrom'));
  const said = given.map((source): Value => {
    const prefix = textField(source, 'prefix');
    const [ofMap, ofSecret] = ['configMapRef', 'secretRef'].map((kind) => field(source, kind));
    if (hasOnly(ofMap, 'name')) return present({ configMap: textField(ofMap, 'name'), prefix });
    const secret = hasOnly(ofSecret, 'name') ? secrets.whole(textField(ofSecret, 'name') ?? '') : undefined;
    return secret && present({ secret, prefix });
  });
  if (said.length === 0 || said.includes(undefined)) return undefined;
  container.take('envFrom');
  return said;
}
