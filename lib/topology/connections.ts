import { expanded } from '../kubernetes/expansion';
import {
  field,
  KubernetesManifest,
  listField,
  objectName,
  referredName,
  textField,
  textMapField,
} from '../manifests/manifest';
import { byReferredName } from '../manifests/object-identity';
import { podContainers } from '../manifests/pod-template';
import { references } from '../manifests/references';
import { unique } from '../props/map';
import { outsideNode, TopologyEdge, TopologyNode, TopologyPart } from './graph';
import { addressHosts, Host, isQualified, uriHosts, wholeHost } from './hosts';
import { HostTarget, serviceOf } from './service-names';

/** A text from which a workload has the address of something, and what it goes by: a variable, an argument, a file. */
interface Setting {
  readonly name: string;
  readonly text: string;
  /** True for a file of a ConfigMap, in which addresses of elsewhere may be anything, such as the licence's. */
  readonly isFile?: boolean;
}

const addressNames =
  /host|addr|server|service|url|uri|endpoint|broker|upstream|backend|proxy|dsn|seed|peer|node|bootstrap|_to$/i;
const webSchemes = ['http', 'https', 'ws', 'wss'];

/**
 * Returns the connections that the pods of a workload are configured with, in variables, arguments and ConfigMaps: to Services of the manifests and to
 * hosts outside. `served` are the hosts that the manifests themselves serve, which are no destinations.
 */
export function connections(
  workload: KubernetesManifest,
  objects: readonly KubernetesManifest[],
  served: ReadonlySet<string>,
): TopologyPart {
  const from = objectName(workload);
  const found = [...settings(workload, objects)].flatMap((setting) =>
    hostsIn(setting).flatMap((host) => {
      const target = targetOf(host, setting, workload.metadata.namespace, objects);
      return target === undefined || served.has(host.name) ? [] : [{ setting, target }];
    }),
  );
  const edges = found.map(({ setting, target }): TopologyEdge => ({
    from,
    to: target.id,
    kind: 'connection',
    labels: [setting.name],
  }));
  return {
    edges,
    nodes: unique(found.flatMap(({ target }): TopologyNode[] => (target.node === undefined ? [] : [target.node]))),
  };
}

function targetOf(
  { name, port, scheme }: Host,
  setting: Setting,
  namespace: string | undefined,
  objects: readonly KubernetesManifest[],
): HostTarget | undefined {
  const isNamed = addressNames.test(setting.name);
  const isAddress = scheme !== undefined || port !== undefined || isNamed;
  const inside = isAddress ? serviceOf(name, namespace, objects) : undefined;
  if (inside !== undefined) return inside;
  const isMeant = scheme !== undefined || (isQualified(name) && isNamed);
  const isText = setting.isFile === true && (scheme === undefined || webSchemes.includes(scheme));
  if (!isMeant || isText) return undefined;
  const node = outsideNode(name, 'outside host');
  return { id: node.id, node };
}

/** Returns the hosts of a setting: of its URIs, of addresses with a port, or the one that it is as a whole. */
function hostsIn({ text, isFile }: Setting): Host[] {
  const whole = isFile === true ? [] : text.split(',').flatMap(wholeHost);
  return unique([...uriHosts(text), ...(whole.length > 0 ? whole : addressHosts(text))]);
}

function* settings(workload: KubernetesManifest, objects: readonly KubernetesManifest[]): Generator<Setting> {
  for (const container of podContainers(workload)) {
    const values: Record<string, string> = {};
    for (const variable of listField(container, 'env')) {
      const [name, value] = [textField(variable, 'name'), field(variable, 'value')];
      if (name === undefined || typeof value !== 'string') continue;
      values[name] = expanded(value, values);
      yield { name, text: values[name] };
    }
    const words = [...listField(container, 'command'), ...listField(container, 'args')].map(String);
    yield* wordSettings(words.map((word) => expanded(word, values)));
  }
  for (const { kind, namespace, name, keys } of references(workload)) {
    if (kind !== 'ConfigMap') continue;
    for (const config of byReferredName(objects, referredName(kind, namespace, name)))
      for (const [each, value] of Object.entries<unknown>(textMapField(config, 'data')))
        if ((keys.length === 0 || keys.some((key) => key.value === each)) && typeof value === 'string')
          yield { name: each, text: value, isFile: value.trim().includes('\n') };
  }
}

/** The words of a command. The value of an option goes by the option's name. */
function* wordSettings(words: readonly string[]): Generator<Setting> {
  for (const [index, word] of words.entries()) {
    const [, option, value] = /^(--?[\w.-]+)=(.*)$/s.exec(word) ?? [];
    const [before] = /^--?[\w.-]+$/.exec(words[index - 1] ?? '') ?? [];
    if (option !== undefined && value !== undefined) yield { name: option, text: value };
    else if (!word.startsWith('-')) yield { name: before ?? 'a command', text: word, isFile: before === undefined };
  }
}
