// The widths of the characters of Helvetica and Arial, in thousandths of the size of the font.
const widths: readonly (readonly [characters: string, width: number])[] = [
  ["iljI|!,.:;'`", 260],
  ['ftr()[]{}/\\-" ', 333],
  ['ckszvxyJ*^', 500],
  ['abdeghnopquL_0123456789?$#+<>=~', 560],
  ['FTZ', 611],
  ['ABEKPSVXY&', 667],
  ['wCDHNRU', 722],
  ['GOQ', 778],
  ['mM', 833],
  ['W%@', 944],
];
const known = new Map(
  widths.flatMap(([characters, width]) => Array.from(characters).map((each) => [each, width] as const)),
);
// Beyond these, a character may be as wide as it is high.
const widest = 1000;
const boldness = 1.1;
// DejaVu Sans, which Linux has where nothing else is installed, is about so much wider.
const spare = 1.15;

/** Returns how wide a text is at most in a sans-serif font of a size, in the unit of the size. */
export function textWidth(text: string, size: number, isBold = false): number {
  const thousandths = Array.from(text).reduce((sum, character) => sum + (known.get(character) ?? widest), 0);
  return (thousandths / 1000) * spare * size * (isBold ? boldness : 1);
}

/** Returns a text that is at most so wide: one that is wider ends with "…". */
export function fitted(text: string, width: number, size: number, isBold = false): string {
  if (textWidth(text, size, isBold) <= width) return text;
  const characters = Array.from(text);
  while (characters.length > 1 && textWidth(`${characters.join('')}…`, size, isBold) > width) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
