import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['build/', 'dist/', 'assets/*.js', 'coverage/', 'site/pages/', 'site/dist/', '**/node_modules/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `interface Foo extends Decided<typeof foo> {}` gives a table's type a name.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      'no-console': 'error',
    },
  },
  // A construct is often made for its effect on its scope alone.
  { files: ['**/*.ts'], rules: { 'no-new': 'off' } },
  { files: ['main.ts', 'bin/**', 'e2e/**', 'bench/**', 'examples/**'], rules: { 'no-console': 'off' } },
  {
    files: ['lib/report/page/report.js'],
    languageOptions: {
      sourceType: 'script',
      globals: Object.fromEntries(
        ['document', 'history', 'location', 'addEventListener', 'requestAnimationFrame', 'innerWidth'].map((name) => [
          name,
          'readonly',
        ]),
      ),
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'require',
          'module',
          'process',
          'console',
          'setTimeout',
          'setInterval',
          'clearTimeout',
          'Buffer',
          '__dirname',
          'URL',
          'fetch',
          'AbortSignal',
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
);
