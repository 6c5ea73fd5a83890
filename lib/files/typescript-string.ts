/** Returns a string as TypeScript, in the quotes that need fewer escapes; one of several lines as a template. */
export function typescriptString(text: string): string {
  if (isTemplate(text)) return `\`${text.replace(/[\\`]|\$(?=\{)/g, '\\$&')}\``;
  const quote = text.includes("'") && text.split("'").length > text.split('"').length ? '"' : "'";
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replace(/\\"/g, '"')
    .replace(/[\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
  return `${quote}${escaped.replaceAll(quote, `\\${quote}`)}${quote}`;
}

function isTemplate(text: string): boolean {
  // Other control characters and a lone carriage return would be lost on the way through an editor.
  const isControl = (character: string): boolean => character < ' ' && character !== '\n' && character !== '\t';
  return text.trimEnd().includes('\n') && !Array.from(text).some(isControl);
}
