/** Returns `tsconfig.json`: TypeScript's compiler alone turns the program into what Node runs. */
export function tsconfigFile(): string {
  return `{
  "compilerOptions": {
    "target": "ES2022",
    "lib": ["ES2022"],
    "module": "Node16",
    "types": ["node"],
    "strict": true,
    "skipLibCheck": true,
    "outDir": "build"
  }
}
`;
}
