import { isDeepStrictEqual } from 'node:util';
import { CORE_SCHEMA, defineScalarTag, load, mergeTag, NOT_RESOLVED, Schema } from 'js-yaml';
import { FindingsError } from '../../findings/findings-error';
import { Fields, textField } from '../../manifests/manifest';
import { isMap } from '../../props/map';
import { indentedText } from '../../files/indented-text';
import { yamlFault } from '../../folders/parsed-manifests';

/** A service of a compose file, in the words of Kubernetes. */
export interface ComposeService {
  /** Its name as a DNS label. */
  readonly name: string;
  readonly fields: Fields;
}

/** A port that a service listens on. */
export interface ComposePort {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** A compose file: its project, its services, and what of it has no counterpart. */
export interface ComposeFile {
  readonly project: string | undefined;
  readonly services: readonly ComposeService[];
}

/** Tells whether a text is a compose file, be it a faulty one: it has services, and is no object of Kubernetes. */
export function isCompose(text: string): boolean {
  try {
    const value = loaded(text);
    return isMap(value) && isMap(value['services']) && value['kind'] === undefined;
  } catch {
    return /^services:/m.test(text) && !/^kind:/m.test(text);
  }
}

// As compose reads a number: one with a leading 0 is octal, and a long one keeps its digits.
const integer = defineScalarTag('tag:yaml.org,2002:int', {
  implicit: true,
  resolve: (text) => {
    if (!/^(?:[-+]?\d+|0o[0-7]+|0x[\da-fA-F]+)$/.test(text)) return NOT_RESOLVED;
    const number = /^0[0-7]+$/.test(text) ? parseInt(text, 8) : Number(text);
    return Number.isSafeInteger(number) ? number : text;
  },
  identify: () => false,
});
const schema: Schema = CORE_SCHEMA.withTags(mergeTag, integer);

function loaded(text: string): unknown {
  return indentedText(text, (each) => load(each, { schema })).value;
}

/**
 * Returns the services of a compose file.
 * @throws FindingsError if it is no YAML
 */
export function composeFile(path: string, text: string): ComposeFile {
  try {
    const value = loaded(text);
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

/** Returns the ports that a service listens on, those that it publishes first. */
export function portsOf(service: ComposeService): ComposePort[] {
  const all = entriesOf(service).flatMap(portsIn);
  return all.filter((one, index) => all.findIndex((each) => isDeepStrictEqual(each, one)) === index);
}

/** Returns the ports of a service whose numbers are in variables without a value, as the file has them. */
export function unknownPorts(service: ComposeService): string[] {
  return entriesOf(service).flatMap((entry) => (portsIn(entry).length > 0 ? [] : [scalarText(entry)]));
}

function entriesOf({ fields }: ComposeService): unknown[] {
  return [fields['ports'], fields['expose']].flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []));
}

/** Returns the ports of an entry, such as `127.0.0.1:8000-8001:9000-9001/udp`; none of one whose number is not known. */
function portsIn(entry: unknown): ComposePort[] {
  const text = isMap(entry)
    ? `${scalarText(entry['target'])}/${scalarText(entry['protocol'])}`
    : (interpolated(scalarText(entry)) ?? scalarText(entry));
  const [, first = '', last = first, protocol] = /(?:^|:)(\d+)(?:-(\d+))?(?:\/(\w*))?$/.exec(text) ?? [];
  if (first === '') return [];
  const count = Math.max(1, Number(last) - Number(first) + 1);
  return Array.from({ length: count }, (_, index) => ({
    port: Number(first) + index,
    protocol: protocol === 'udp' ? 'UDP' : 'TCP',
  }));
}

/** Returns a string, a number or a boolean as text; empty for any other value. */
export function scalarText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
