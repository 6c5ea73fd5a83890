import { Problem, quoted } from '../findings/problem';

const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const serviceLabel = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const labelText = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?$/;
const environmentName = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const dataKey = /^[-._a-zA-Z0-9]+$/;

/** Returns the problem of a DNS-1123 label (namespaces, containers) of at most `most` characters, or undefined. */
export function dnsLabelProblem(name: unknown, most = 63): Problem | undefined {
  return nameProblem(
    name,
    label,
    most,
    'a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit',
  );
}

/** Returns the DNS label that resembles a name most, which the problem of the name advises; undefined if nothing of it can be in one. */
export function labelFrom(name: unknown, most = 63): string | undefined {
  if (typeof name !== 'string') return undefined;
  const label = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .slice(0, most);
  return label === '' ? undefined : label;
}

/** Returns the problem of a Service's name: a DNS-1035 label, which begins with a letter (Kubernetes before 1.37). */
export function serviceNameProblem(name: unknown, most = 63): Problem | undefined {
  return nameProblem(
    name,
    serviceLabel,
    most,
    'a DNS label that begins with a letter: lower-case letters, digits and "-"',
  );
}

/** Returns the problem of a DNS-1123 subdomain (Secrets, ConfigMaps and most other objects) of at most `most` characters. */
export function dnsSubdomainProblem(name: unknown, most = 253): Problem | undefined {
  return nameProblem(name, subdomain, most, 'a DNS subdomain: lower-case letters, digits, "-" and "."');
}

/** Returns the problem of a StorageClass's name. Undefined stands for the default class, and `''` for no class. */
export function storageClassProblem(name: unknown): Problem | undefined {
  return name === undefined || name === '' ? undefined : dnsSubdomainProblem(name);
}

/** Returns the problem of a key of a Secret or ConfigMap. */
export function dataKeyProblem(key: unknown): Problem | undefined {
  return nameProblem(key, dataKey, 253, 'letters, digits, "-", "_" and "."');
}

/** Returns the problem of an environment variable's name (the rule of Kubernetes before 1.34). */
export function environmentNameProblem(name: unknown): Problem | undefined {
  if (typeof name === 'string' && environmentName.test(name)) return undefined;
  return malformed(name, 'must be letters, digits, "_", "-" and ".", not beginning with a digit', 'LOG_LEVEL');
}

/** Returns the problem of a name that is a segment of a path and nothing else, such as a Role's. */
export function pathSegmentProblem(name: unknown): Problem | undefined {
  if (typeof name === 'string' && name !== '' && name !== '.' && name !== '..' && !/[/%]/.test(name)) return undefined;
  return malformed(name, 'must not hold "/" or "%" nor be "." or ".."', 'pod-reader');
}

/** Returns the problem of a port's name: at most 15 characters with a letter among them (IANA service name). */
export function portNameProblem(name: unknown): Problem | undefined {
  if (typeof name === 'string' && name.length <= 15 && label.test(name) && /[a-z]/.test(name) && !name.includes('--'))
    return undefined;
  return malformed(
    name,
    'must be at most 15 lower-case letters, digits and single "-" with a letter among them',
    'http',
  );
}

/** Returns the problem of a label's value. */
export function labelValueProblem(value: unknown): Problem | undefined {
  if (typeof value !== 'string') return textProblem(value);
  if (value.length <= 63 && labelText.test(value)) return undefined;
  const want = 'must be at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit';
  return { code: 'invalid-format', want, got: quoted(value) };
}

/** Returns the problem of a label's or an annotation's key: `[prefix/]name`, with a DNS subdomain as prefix. */
export function labelKeyProblem(key: unknown): Problem | undefined {
  const want = 'must be a label key';
  if (typeof key !== 'string') return malformed(key, want, 'team');
  const slash = key.indexOf('/');
  const [prefix, name] = slash < 0 ? [undefined, key] : [key.slice(0, slash), key.slice(slash + 1)];
  if (name !== '' && labelValueProblem(name) === undefined && (prefix === undefined || !dnsSubdomainProblem(prefix)))
    return undefined;
  const write = 'write a name of at most 63 characters, such as "team" or "example.com/team"';
  return { code: 'invalid-format', want, got: quoted(key), write };
}

function malformed(name: unknown, want: string, example: string): Problem {
  return { code: 'invalid-format', want, got: quoted(name), write: `write a name such as "${example}"` };
}

function nameProblem(name: unknown, pattern: RegExp, most: number, rule: string): Problem | undefined {
  if (typeof name !== 'string') return textProblem(name);
  if (pattern.test(name)) {
    if (name.length <= most) return undefined;
    const [want, got] = [`must have at most ${most} characters`, `${quoted(name)} with ${name.length}`];
    return { code: 'out-of-range', want, got, write: 'write a shorter name' };
  }
  const suggestion = labelFrom(name, most);
  const write = suggestion === undefined ? undefined : `write "${suggestion}"`;
  return { code: 'invalid-format', want: `must be ${rule}`, got: quoted(name), write };
}

/** Returns the problem of a value that is no string. For a number or boolean it advises quotes. */
function textProblem(value: unknown): Problem {
  const isPlain = typeof value === 'boolean' || typeof value === 'bigint' || Number.isFinite(value);
  const write = isPlain ? `write ${quoted(String(value))}` : undefined;
  return { code: 'invalid-type', want: 'must be a string', got: quoted(value), write };
}
