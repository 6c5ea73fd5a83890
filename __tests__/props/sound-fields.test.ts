import { Findings } from '../../lib/findings/findings';
import { number, optional, scalar, Shapes } from '../../lib/props/shape';
import { soundFields } from '../../lib/props/sound-fields';

interface Props {
  readonly schedule?: unknown;
  readonly keep: number;
  readonly seconds?: number;
}

const shapes: Shapes<Props> = { schedule: scalar, keep: number, seconds: optional(number) };

function sound(given: unknown): [sound: object, findings: string[]] {
  const findings = new Findings();
  const words = { of: 'a Thing', write: '{ keep }' };
  return [soundFields(findings, shapes, given as Props, words), findings.validate()];
}

test('takes what is made of what it must be', () => {
  expect(sound({ schedule: 'daily', keep: 7 })).toEqual([{ schedule: 'daily', keep: 7 }, []]);
});

test.each<[string, unknown, object, string]>([
  [
    'a prop that is made of something else',
    { keep: 7, seconds: '5' },
    { keep: 7 },
    'seconds must be a number, got "5"',
  ],
  ['a prop that is missing', { seconds: 5 }, { seconds: 5 }, 'keep must be a number, got undefined'],
  ['a prop that is none', { keep: 7, pvc: 1 }, { keep: 7 }, 'pvc is no prop of a Thing; leave it out'],
  ['a prop that is nearly one', { keep: 7, Second: 1 }, { keep: 7 }, 'Second is no prop of a Thing; write "seconds"'],
  ['a letter too many', { keep: 7, keeep: 1 }, { keep: 7 }, 'keeep is no prop of a Thing; write "keep"'],
  ['what are no props', 'daily', {}, 'props must be an object, got "daily"; write { keep }'],
  ['nothing', undefined, {}, 'props must be an object, got undefined; write { keep }'],
])('reports and leaves out %s', (_, given, left, finding) => {
  expect(sound(given)).toEqual([left, [finding]]);
});

test('has the words of the construct for what is like no prop', () => {
  const findings = new Findings();
  soundFields(findings, shapes, { keep: 7, pvc: 1 } as Props, { of: 'a Thing', write: '{ keep }', otherwise: 'go' });
  expect(findings.validate()).toEqual(['pvc is no prop of a Thing; go']);
});

test('names the prop that another tool calls otherwise', () => {
  const findings = new Findings();
  const words = { of: 'a Thing', write: '{ keep }', synonyms: { retention: 'keep' } };
  soundFields(findings, shapes, { keep: 7, retention: 1 } as Props, words);
  expect(findings.validate()).toEqual(['retention is no prop of a Thing; write "keep"']);
});
