import { execFileSync } from 'node:child_process';
import { shellWord } from '../../lib/kubernetes/shell-word';

test.each(['mongo', 'system:reader', 'dist/a.yaml', 'key=value'])('leaves %s as it is', (text) => {
  expect(shellWord(text)).toBe(text);
});

test.each(['', 'a b', '$(date)', "it's", '`x`', 'a;b', '*', 'a\nb'])('makes one word of %j for a shell', (text) => {
  expect(execFileSync('sh', ['-c', `printf %s ${shellWord(text)}`]).toString()).toBe(text);
});
