import { attributesFile, ignoreFile } from '../../lib/project/git-files';
import { largest, smallest } from './choices';

test('commits neither packages nor the compiled program', () => {
  expect(ignoreFile()).toBe('node_modules/\nbuild/\n');
});

test('marks what is rendered as generated', () => {
  expect(attributesFile(smallest)).toBe('* text=auto eol=lf\ndist/** linguist-generated\n');
  expect(attributesFile(largest)).toBe(
    '* text=auto eol=lf\ndist/** linguist-generated\ngitops/** linguist-generated\n',
  );
});
