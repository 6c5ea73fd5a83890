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

/** Returns the files of a project by their paths, those first that its reader opens first. */
export function projectFiles(project: Project): Readonly<Record<string, string>> {
  return {
    'README.md': readmeFile(project),
    'application.ts': applicationFile(project),
    'environments.ts': environmentsFile(project),
    'main.ts': mainFile(project),
    'dist.test.ts': testFile(),
    'package.json': packageFile(project),
    'tsconfig.json': tsconfigFile(),
    '.gitignore': ignoreFile(),
    '.gitattributes': attributesFile(project),
    '.github/workflows/kubernetes.yaml': workflowFile(),
  };
}
