/** What the pages need beside Markdown's own rules. */
export function addRules(markdown) {
  markdown.core.ruler.push('code-as-it-is', codeAsItIs);
  markdown.core.ruler.push('side-by-side', sideBySide);
}

/** Keeps Vue from reading `{{ }}` in code. */
function codeAsItIs({ tokens }) {
  for (const child of tokens.flatMap(({ children }) => children ?? []))
    if (child.type === 'code_inline') child.attrSet('v-pre', '');
}

/** Puts TypeScript and the YAML that directly follows it side by side: the program left, what it renders right. */
function sideBySide({ tokens, Token }) {
  const isFence = (at, ...languages) => tokens[at].type === 'fence' && languages.includes(tokens[at].info.trim());
  const html = (content) => Object.assign(new Token('html_block', '', 0), { content });
  for (let at = tokens.length - 2; at >= 0; at -= 1) {
    if (!isFence(at, 'ts', 'typescript') || !isFence(at + 1, 'yaml')) continue;
    tokens.splice(at + 2, 0, html('</div>'));
    tokens.splice(at, 0, html('<div class="side-by-side">'));
  }
}
