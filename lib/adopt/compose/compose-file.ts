import { load } from 'js-yaml';
import { FindingsError } from '../../findings/findings-error';
import { field, Fields, textField } from '../../manifests/manifest';
import { isMap } from '../../props/map';
import { yamlFault } from '../../folders/parsed-manifests';

/** A service of a compose file, in the words of Kubernetes. */
export interface ComposeService {
  /** Its name as a DNS label. */
  readonly name: string;
  readonly fields: Fields;
}

/** A compose file: its project, its services, and what of it has no counterpart. */
export interface ComposeFile {
  readonly project: string | undefined;
  readonly services: readonly ComposeService[];
}

/** Tells whether a text is a compose file: it has services, and is no object of Kubernetes. */
export function isCompose(text: string): boolean {
  try {
    const value = load(text);
    return isMap(value) && isMap(value['services']) && value['kind'] === undefined;
  } catch {
    return false;
  }
}

/**
 * Returns the services of a compose file.
 * @throws FindingsError if it is no YAML
 */
export function composeFile(path: string, text: string): ComposeFile {
  try {
    const value = load(text);
    const services = Object.entries(isMap(value) && isMap(value['services']) ? value['services'] : {});
    return {
      project: textField(value, 'name'),
      services: services.map(([name, fields]) => ({ name: dnsName(name), fields: isMap(fields) ? fields : {} })),
    };
  } catch (error) {
    throw new FindingsError([
      { path, code: 'cannot-read', want: `is not YAML, ${yamlFault(error)}`, write: 'mend it' },
    ]);
  }
}

/** Returns a name as a DNS label: `order-api` for `order_api`. */
export function dnsName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** Returns the words of a command, which is a list or a line for a shell. */
export function wordsOf(command: unknown): string[] | undefined {
  if (Array.isArray(command)) return command.map(String);
  if (typeof command !== 'string') return undefined;
  const words = command.match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
  return words.map((word) => word.replace(/^(["'])(.*)\1$/, '$2'));
}

/** Returns the variables of a service, in a map or a list; undefined for one that the caller's shell has. */
export function variablesOf({ fields }: ComposeService): (readonly [name: string, value: string | undefined])[] {
  const given = fields['environment'];
  if (Array.isArray(given))
    return given.map((line) => {
      const [, name = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(String(line)) ?? [];
      return [name, value === undefined ? undefined : interpolated(value)] as const;
    });
  if (!isMap(given)) return [];
  return Object.entries(given).map(
    ([name, value]) => [name, value === null ? undefined : interpolated(scalarText(value))] as const,
  );
}

/** Returns a text with the defaults of its variables; undefined if one of them has none, so that the value is elsewhere. */
export function interpolated(text: string): string | undefined {
  const whole = text.replace(/\$\{\w+:?-([^}]*)\}/g, '$1');
  return /(?<!\$)\$(?:\{|[A-Za-z_])/.test(whole) ? undefined : whole.replaceAll('$$', '$');
}

/** Returns the numbers of the ports that a service listens on, those that it publishes first. */
export function portsOf(service: ComposeService): number[] {
  const lists = [service.fields['ports'], service.fields['expose']];
  const all = lists
    .flatMap((list) => (Array.isArray(list) ? list : []) as unknown[])
    .map((port) => {
      const target = field(port, 'target') ?? String(port).split('/')[0]?.split(':').at(-1);
      return Number(target);
    });
  return [...new Set(all.filter((port) => Number.isInteger(port) && port > 0))];
}

/** Returns a string, a number or a boolean as text; empty for any other value. */
export function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
