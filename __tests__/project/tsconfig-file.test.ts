import { parseConfigFileTextToJson, parseJsonConfigFileContent, sys } from 'typescript';
import { tsconfigFile } from '../../lib/project/tsconfig-file';
import { temporaryDirectory } from '../temporary-directory';

test('compiles the files of the project into build/, and not those that are there', () => {
  const directory = temporaryDirectory({ 'main.ts': '', 'build/main.d.ts': '', 'node_modules/a/a.ts': '' });
  const { config } = parseConfigFileTextToJson('tsconfig.json', tsconfigFile()) as { config: object };
  const { fileNames, errors, options } = parseJsonConfigFileContent(config, sys, directory);
  expect({ fileNames, errors, strict: options.strict, outDir: options.outDir }).toEqual({
    fileNames: [`${directory}/main.ts`],
    errors: [],
    strict: true,
    outDir: `${directory}/build`,
  });
});
