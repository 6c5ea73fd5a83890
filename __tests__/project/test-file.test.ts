import { ModuleKind, transpileModule } from 'typescript';
import { testFile } from '../../lib/project/test-file';

test('is a test of Node’s own runner, beside the compiled program', () => {
  const { outputText } = transpileModule(testFile(), { compilerOptions: { module: ModuleKind.CommonJS } });
  const required = [...outputText.matchAll(/require\("(.*?)"\)/g)].map(([, name]) => name);
  expect(required).toEqual(['node:assert/strict', 'node:child_process', 'node:path', 'node:test']);
  expect(outputText).toContain("(__dirname, 'main.js'), '--check'");
});
