/** The mutants that decide as the original does, by what names them, and why. */
export const equivalents: readonly {
  readonly place: string;
  readonly guard: string;
  readonly becomes: string;
  readonly reason: string;
}[] = [
  {
    place: 'decide: actionOfRemoved',
    guard: '!listed && replicas !== undefined',
    becomes: '(!listed)',
    reason: 'no ordinal is greater than or equal to undefined, so that the condition is false as before',
  },
];
