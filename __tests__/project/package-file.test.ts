import { devDependencies, overrides, version } from '../../package.json';
import { packageFile } from '../../lib/project/package-file';

test('has the versions with which this package is tested, and nothing that they do not need', () => {
  const { scripts, ...others } = JSON.parse(packageFile({ name: 'shop' })) as Record<string, object>;
  expect(Object.keys(scripts ?? {})).toEqual(['synth', 'plan', 'test', 'check', 'secrets']);
  expect(others).toEqual({
    name: 'shop',
    private: true,
    engines: { node: '>=20' },
    dependencies: {
      cdk8s: devDependencies.cdk8s,
      'cdk8s-backend': version,
      'cdk8s-plus-27': devDependencies['cdk8s-plus-27'],
      constructs: devDependencies.constructs,
    },
    devDependencies: { '@types/node': devDependencies['@types/node'], typescript: devDependencies.typescript },
    overrides: { backport: overrides.backport },
  });
});
