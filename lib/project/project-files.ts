import { applicationFile } from './application-file';
import { environmentsFile } from './environments-file';
import { attributesFile, ignoreFile } from './git-files';
import { mainFile } from './main-file';
import { packageFile } from './package-file';
import { Project } from './project';
import { readmeFile } from './readme-file';
import { testFile } from './test-file';
import { tsconfigFile } from './tsconfig-file';
import { workflowFile } from './workflow-file';

/** The files by their paths, those first that a reader opens first. */
const templates: Readonly<Record<string, (project: Project) => string>> = {
  'README.md': readmeFile,
  'application.ts': applicationFile,
  'environments.ts': environmentsFile,
  'main.ts': mainFile,
  'dist.test.ts': testFile,
  'package.json': packageFile,
  'tsconfig.json': tsconfigFile,
  '.gitignore': ignoreFile,
  '.gitattributes': attributesFile,
  '.github/workflows/kubernetes.yaml': workflowFile,
};

/** The paths of the files of every project. */
export const projectPaths: readonly string[] = Object.keys(templates);

/** Returns the files of a project by their paths. */
export function projectFiles(project: Project): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(templates).map(([path, file]) => [path, file(project)]));
}
