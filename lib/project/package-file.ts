import { devDependencies, engines, overrides, version } from '../../package.json';
import { Project } from './project';

/** Returns `package.json`. It has the versions with which this package is tested. */
export function packageFile({ name }: Pick<Project, 'name'>): string {
  const { cdk8s, constructs, typescript, 'cdk8s-plus-27': plus, '@types/node': types } = devDependencies;
  const manifest = {
    name,
    private: true,
    engines,
    scripts: {
      synth: 'tsc && node build/main.js',
      plan: 'tsc && node build/main.js --plan',
      test: 'tsc && node --test build/*.test.js',
      check: 'cdk8s-backend check dist --recursive',
      secrets: 'cdk8s-backend secrets',
    },
    dependencies: { cdk8s, 'cdk8s-backend': version, 'cdk8s-plus-27': plus, constructs },
    devDependencies: { '@types/node': types, typescript },
    // About 170 packages that nothing uses.
    overrides: { backport: overrides.backport },
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
