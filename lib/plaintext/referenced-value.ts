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
export function isReference(text: string): boolean {
  if (/^(?:\{[\w.]*\}|<[^<>]*>|\[[A-Za-z _-]*\]|[*x.]+|redacted)$/i.test(text)) return true;
  const marked = replaceReferences(text, '\uFFFC');
  return marked !== text && !/[\p{L}\p{N}]/u.test(marked.replace(namedReference, '').replace(scheme, ''));
}

/** Returns a string with each of its references replaced. */
export function replaceReferences(text: string, replacement: string): string {
  let replaced = text.replace(withDefault, '$1').replace(printed, '$1');
  for (let before = ''; before !== replaced;) {
    before = replaced;
    replaced = replaced.replace(references, replacement);
  }
  return replaced;
}
