/** A piece of HTML or SVG, in which every text from outside is escaped already. */
export class Markup {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** A value in a template: a text, which is escaped, pieces of HTML, which stay, or nothing. */
export type MarkupValue = string | number | boolean | undefined | Markup | readonly MarkupValue[];

/** Returns a template as HTML or SVG. Every text in it is escaped, for content and for quoted attributes alike; undefined and false are nothing. */
export function markup(literals: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  return new Markup(literals.map((literal, index) => `${literal}${written(values[index])}`).join(''));
}

function written(value: MarkupValue): string {
  if (value instanceof Markup) return value.text;
  if (value === undefined || value === false) return '';
  if (typeof value === 'object') return value.map(written).join('');
  return escaped(String(value));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
// Neither HTML nor XML has these characters in whatever form: controls, non-characters, and halves of a pair.
const impossible = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu;

/** Returns a text that HTML shows as it is. Line breaks become spaces, and characters that HTML cannot have become U+FFFD. */
export function escaped(text: string): string {
  return text
    .replace(impossible, '\ufffd')
    .replace(/[\r\n\t]+/g, ' ')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
