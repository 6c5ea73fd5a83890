import { FindingsError } from '../../lib/findings/findings-error';

test('says how many findings there are, and each on a line', () => {
  expect(new FindingsError(['[a] one']).message).toBe('1 finding:\n[a] one');
  expect(new FindingsError(['[a] one', '[b] two']).message).toBe('2 findings:\n[a] one\n[b] two');
});
