/** Shapes of secrets, with their names. */
const shapes: readonly (readonly [name: string, shape: RegExp])[] = [
  [
    'a private key',
    /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:\s|\\n|\\r)+(?:[A-Za-z0-9+/=]{20}|[A-Z][A-Za-z-]+: )/,
  ],
  ['an AWS access key', /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/],
  ['a GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{22,})/],
  ['a GitLab token', /\bglpat-[A-Za-z0-9_-]{20,}/],
  ['a Slack token', /\bxox[abeoprs]-[A-Za-z0-9-]{10,}|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w{16,}/],
  ['a Google API key', /\bAIza[0-9A-Za-z_-]{35}/],
  ['a Stripe key', /\b[sr]k_live_[0-9A-Za-z]{16,}/],
  ['an npm token', /\bnpm_[A-Za-z0-9]{36}/],
  ['a SendGrid key', /\bSG\.[\w-]{16,}\.[\w-]{16,}/],
  ['a Vault token', /\bhvs\.[A-Za-z0-9_-]{24,}/],
  ['a Docker Hub token', /\bdckr_pat_[A-Za-z0-9_-]{20,}/],
  ['an AI provider key', /\bsk-(?:ant-|proj-)[A-Za-z0-9_-]{20,}/],
  ['an age key', /\bAGE-SECRET-KEY-1[A-Z0-9]{50,}/],
  ['an Azure storage key', /\bAccountKey=[A-Za-z0-9+/]{40,}=*/],
  ['a JSON Web Token', /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{10,}/],
  ['a password hash', /\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}/],
  ['registry credentials', /"auth"\s*:\s*"[A-Za-z0-9+/]{8,}=*"/],
  ['a kubeconfig with credentials', /\bclient-key-data["']?\s*:\s*["']?[A-Za-z0-9+/]{20}/],
  ['a netrc password', /\bmachine\s+\S+\s+login\s+\S+\s+password\s+(?![$<{])\S+/],
  ['a password file', /^[\w.@-]+:(?:\$apr1\$[./A-Za-z0-9]{1,8}\$[./A-Za-z0-9]{22}|\{SHA\}[A-Za-z0-9+/]{27}=)/m],
  ['a DigitalOcean token', /\bdop_v1_[a-f0-9]{64}\b/],
  ['a PyPI token', /\bpypi-[A-Za-z0-9_-]{50,}/],
  ['a Hugging Face token', /\bhf_[A-Za-z0-9]{30,}\b/],
  ['an authorization header', /\b(?:Bearer|Basic) (?=[^\s"']*\d)[A-Za-z0-9+/_.=-]{16,}/],
];

// The scheme's user and password; quotes and brackets end it, so that a text that composes a URI is none.
const uriPasswords = /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/?#@:"'`<>]{0,256}:([^\s/?#@"'`<>]{1,256})@/gi;

// One pass over a text that has none of these is all that most texts cost.
const hint =
  /:\/\/|-----BEGIN|A[KS]IA|gh[pousr]_|github_pat_|glpat-|xox|hooks\.slack|AIza|k_live_|npm_|SG\.|hvs\.|dckr_pat|sk-|AGE-S|AccountKey|eyJ|\$2[aby]|Bearer |Basic |"auth"|client-key-data|machine\s|\$apr1\$|\{SHA\}|dop_v1_|pypi-|hf_/;

const base64Text = /^[A-Za-z0-9+/]{32,}={0,2}$/;

// A program of several environments has the same files in each.
const harmlessFiles = new Set<string>();

/** Returns the kind of secret that a string holds by its shape alone: `a private key`; undefined if its shape is not one. */
export function secretShape(text: string): string | undefined {
  if (text.length < 8 || harmlessFiles.has(text)) return undefined;
  const shape =
    plainShape(text) ?? (base64Text.test(text) ? plainShape(Buffer.from(text, 'base64').toString('utf8')) : undefined);
  if (shape === undefined && text.length > 4096) harmlessFiles.add(text);
  return shape;
}

function plainShape(text: string): string | undefined {
  if (!hint.test(text)) return undefined;
  for (const [, password = ''] of text.matchAll(uriPasswords)) {
    if (!isReference(password)) return 'a URI with a password';
  }
  return shapes.find(([, shape]) => shape.test(text))?.[0];
}

const passwordWords = /(?:PASSWORDS?|PASSWD|PASSPHRASE|APIKEY)$|^CREDENTIALS?$|^(?!BYPASS|COMPASS).*PASS$/;
const keyOwners =
  /^(?:API|ACCESS|ACCOUNT|APP|AUTH|COOKIE|CRYPTO|DECRYPTION|DEPLOY|ENCRYPTION|HMAC|JWT|LICENSE|MASTER|PRIVATE|SECRET|SESSION|SHARED|SIGNING|SSH|WEBHOOK|AES|ADMIN|ROOT)$/;
const qualifiers =
  /^(?:\d+|OLD|NEW|CURRENT|PREVIOUS|PRIMARY|SECONDARY|DEFAULT|BASE64|B64|HEX|VALUE|TEXT|TXT|PLAIN|PLAINTEXT|RAW|PROD|PRODUCTION|STAGING|DEV|DEVELOPMENT|TEST)$/;
const secretObjectOwners = /^(?:PULL|TLS|CERT|CERTIFICATE|EXISTING|K8S|KUBERNETES)$/;

const credentialNames = new Map<string, CredentialName | undefined>();

/** The kind of value that a name promises. A number called `token` counts tokens, and a field called `secret` may name a Secret. */
export type CredentialName = 'password' | 'token' | 'secret';

/**
 * Returns the kind of credential that a name such as `DB_PASSWORD`, `jwt-secret` or `apiKey` promises; undefined for other names, such as
 * `PASSWORD_FILE` or `TOKEN_TTL`: the last word decides.
 */
export function credentialName(name: string): CredentialName | undefined {
  if (!/pass|pwd|secret|token|key|cred/i.test(name)) return undefined;
  if (!credentialNames.has(name)) credentialNames.set(name, readName(name));
  return credentialNames.get(name);
}

/** Returns the words of a name, whatever separates them: `DB`, `PASSWORD` of `dbPassword`, `db-password` and `DB_PASSWORD`. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '');
}

function readName(name: string): CredentialName | undefined {
  const words = wordsOf(name);
  if (words.join('_').endsWith('SECRET_KEY_BASE')) return 'password';
  while (words.length > 1 && qualifiers.test(words.at(-1) ?? '')) words.pop();
  const last = words.at(-1) ?? '';
  const owner = words.at(-2) ?? '';
  if (last === 'KEY' || last === 'KEYS')
    return keyOwners.test(owner) ? (owner === 'SECRET' ? 'secret' : 'password') : undefined;
  if (last === 'PWD') return words.length > 1 ? 'password' : undefined;
  if (/TOKENS?$/.test(last)) return 'token';
  if (/SECRETS?$/.test(last)) return secretObjectOwners.test(owner) ? undefined : 'secret';
  return passwordWords.test(last) ? 'password' : undefined;
}

/** Tells whether a value is a secret because of its name. */
export function isNamedSecret(name: string, value: string): boolean {
  const credential = credentialName(name);
  const isCount = credential === 'token' && /^\d+$/.test(value);
  return credential !== undefined && !isHarmless(value) && !isCount && !isPlaceholder(name, value);
}

/** True if a value says what is to be put in its place, as a variable does: `API_KEY_VALUE` under the name `API_KEY`, `REPLACE-WITH-KEY`. */
function isPlaceholder(name: string, value: string): boolean {
  if (
    /^(?:(?:replace|insert|enter|put)[-_ ](?:with|by|me|your|the|here)\b|your[-_ ])/i.test(value.replaceAll('_', '-'))
  )
    return true;
  return /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(value) && `_${value}_`.includes(`_${wordsOf(name).join('_')}_`);
}

/** Tells whether a value is harmless under a credential's name: a switch, a path, an address, a reference to the secret. */
export function isHarmless(value: string): boolean {
  return (
    /^(?:|true|false|yes|no|on|off|0|1|none|null|undefined|optional|required|disabled|enabled)$/i.test(value) ||
    /^(?:~|\.{1,2})?(?:\/[\w.@-]+)+\/?$/.test(replaceReferences(value, 'x')) ||
    /^(?:[a-z][a-z0-9+.-]*:\/\/|(?:vault|arn|ssm|secretref|file):)/i.test(value) ||
    isReference(value)
  );
}

// What a text can hold in place of a value: a variable of the kubelet or a shell, a command's output, an action or a placeholder of a
// template. Commands and actions may hold others, so that the innermost goes first.
const references = new RegExp(
  [
    String.raw`\$?\$\([^()]*\)`,
    String.raw`\$?[$#]\{[^{}]*\}`,
    String.raw`\$?\{\{.*?\}\}`,
    String.raw`<%.*?%>`,
    '`[^`]*`',
    String.raw`\$[A-Za-z_]\w*`,
    String.raw`%\(\w+\)s|%[a-z]\b|%\w+%`,
    String.raw`@\w+@|__\w+?__`,
  ].join('|'),
  'gs',
);

// A default is a literal: `${PASSWORD:-changeme}` for a shell, `${PASSWORD:changeme}` for Spring.
const withDefault = /\$\{(?:\w+:?[-=]|(?:[A-Z_][A-Z0-9_]*|\w+(?:\.\w+)+):(?![-=?+]))([^{}]*)\}/g;
const printed = /\$\(\s*(?:echo|printf)\b([^()|]*)[^()]*\)/g;

// `user=$(USER)`: a name says what the reference is.
const namedReference = /["']?[\w.-]+["']?\s*[:=]\s*["']?\uFFFC/g;
const scheme = /^\W*(?:basic|bearer|token|apikey|digest)\b/i;

/**
 * True if a text stands for a value that comes from elsewhere: references such as `$(NAME)`, `${NAME}`, `$(cat FILE)` or `{{ .key }}`
 * with nothing but punctuation and names around them, or a placeholder such as `<password>` or `***`. What stands beside a reference
 * as it is, as in `$(USER):literal`, comes from nowhere else.
 */
function isReference(text: string): boolean {
  if (/^(?:\{[\w.]*\}|<[^<>]*>|\[[A-Za-z _-]*\]|[*x.]+|redacted)$/i.test(text)) return true;
  const marked = replaceReferences(text, '\uFFFC');
  return marked !== text && !/[\p{L}\p{N}]/u.test(marked.replace(namedReference, '').replace(scheme, ''));
}

/** Returns a string with each of its references replaced. */
function replaceReferences(text: string, replacement: string): string {
  let replaced = text.replace(withDefault, '$1').replace(printed, '$1');
  for (let before = ''; before !== replaced;) {
    before = replaced;
    replaced = replaced.replace(references, replacement);
  }
  return replaced;
}
