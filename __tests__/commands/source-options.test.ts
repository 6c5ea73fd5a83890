import { readingOptions } from '../../lib/commands/source-options';
import { RecordedTerminal } from './secrets/recorded-terminal';

const reading = (namespace: string | undefined, ...sources: readonly string[]) =>
  readingOptions({ namespace, render: false }, sources, new RecordedTerminal('kind: List\n'));

test('reads standard input only where it is a source', async () => {
  expect(await reading('shop', 'dist')).toEqual({ namespace: 'shop', isRendered: false });
  expect(await reading(undefined, 'dist', '-')).toEqual({ isRendered: false, input: 'kind: List\n' });
});

test('refuses standard input twice', async () => {
  await expect(reading(undefined, '-', '-')).rejects.toThrow(
    'takes standard input once; write - once, or the path of a file',
  );
});

test('refuses a namespace that there cannot be', async () => {
  await expect(reading('Shop', 'dist')).rejects.toThrow(
    /^--namespace must be a DNS label: .*got "Shop"; write "shop"$/,
  );
});
