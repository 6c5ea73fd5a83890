/** Returns a number of things as text: `1 image`, `2 images`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
