import { Project } from './project';

/** Returns `.gitignore`. */
export function ignoreFile(): string {
  return `node_modules/
build/
`;
}

/** Returns `.gitattributes`: rendered files are compared byte for byte, and a code host folds them. */
export function attributesFile({ gitops }: Pick<Project, 'gitops'>): string {
  const generated = ['dist', ...(gitops === undefined ? [] : ['gitops'])];
  return `* text=auto eol=lf
${generated.map((directory) => `${directory}/** linguist-generated\n`).join('')}`;
}
