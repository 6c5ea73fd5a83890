import { kustomized, templated } from '../../lib/folders/rendering-program';
import { standInPrograms } from '../stand-in-programs';

const echo = 'print(JSON.stringify(args))';
const pipe = 'or pipe what renders the folder to this command, with - for the folder';

test('renders a kustomization by kustomize, and by kubectl if there is no kustomize', () => {
  standInPrograms({ kustomize: echo, kubectl: 'fail("not me")' });
  expect(kustomized('overlays/prod')).toEqual({ text: '["build","overlays/prod"]' });
  standInPrograms({ kubectl: echo });
  expect(kustomized('overlays/prod')).toEqual({ text: '["kustomize","overlays/prod"]' });
});

test('renders a chart by helm, as it is installed, without plugins', () => {
  standInPrograms({ helm: 'print(JSON.stringify([...args, process.env.HELM_PLUGINS]))' });
  const words = ['template', 'shop', 'charts/shop', '--include-crds', '--skip-tests'];
  expect(templated('charts/shop', { name: 'shop' })).toEqual({ text: JSON.stringify([...words, '/dev/null']) });
  expect(templated('charts/shop', { name: 'shop', namespace: 'store' })).toEqual({
    text: JSON.stringify([...words, '--namespace', 'store', '/dev/null']),
  });
});

test('names the programs that are missing', () => {
  standInPrograms({});
  expect([kustomized('a').problem, templated('a', { name: 'a' }).problem]).toEqual([
    {
      code: 'unavailable',
      want: 'is rendered by kustomize or kubectl, and neither is on the PATH',
      write: `install one, ${pipe}`,
    },
    { code: 'unavailable', want: 'is rendered by helm, which is not on the PATH', write: `install it, ${pipe}` },
  ]);
});

test('says in one line why a program fails, and does not ask another one', () => {
  standInPrograms({
    kustomize: 'fail("# Warning: a field is old\\nError: no such file\\n\\n  in overlays\\n")',
    kubectl: echo,
    helm: 'process.exit(3)',
  });
  expect([kustomized('a').problem, templated('a', { name: 'a' }).problem]).toEqual([
    {
      code: 'not-rendered',
      want: 'is not rendered, kustomize build fails: Error: no such file in overlays',
      write: `correct it, ${pipe}`,
    },
    {
      code: 'not-rendered',
      want: 'is not rendered, helm template fails: ended by exit code 3',
      write: `correct it, ${pipe}`,
    },
  ]);
});
