import { FaultKind, faultKinds, kindsWithin } from '../../../e2e/random-faults/fault-kinds';
import { describeRound, Fault, faultRound, Round, whyIllegal } from '../../../e2e/random-faults/fault-schedule';

const everything = kindsWithin('cluster', true);
const many = Array.from({ length: 3000 }, (_, index) => faultRound(7, index, everything));

function fault(kind: FaultKind, given: Partial<Fault> = {}): Fault {
  return { kind, target: 'primary', after: 0, lasts: 0, ...given };
}

describe('faultRound', () => {
  test('is the same for the same seed and number, whatever was asked before', () => {
    faultRound(12, 2, kindsWithin('nodes', false));
    expect(faultRound(12, 3, kindsWithin('nodes', false))).toEqual([
      { kind: 'slow', target: 'primary', after: 2169, lasts: 10600 },
      { kind: 'evict', target: 'primary', after: 2529, lasts: 0 },
    ]);
  });

  test('differs by seed and by number', () => {
    const rounds = [faultRound(1, 0, everything), faultRound(2, 0, everything), faultRound(1, 1, everything)];
    expect(new Set(rounds.map(describeRound)).size).toBe(3);
  });

  test('comes upon every kind of fault, and each with every target', () => {
    const seen = new Set(many.flat().map(({ kind, target }) => `${kind} ${target}`));
    expect(seen.size).toBe(Object.keys(faultKinds).length * 3);
  });

  test('never is illegal', () => {
    expect(many.map(whyIllegal).filter((why) => why !== undefined)).toEqual([]);
  });

  test('keeps to how long a fault of its kind may last', () => {
    const outside = many.flat().filter(({ kind, lasts }) => {
      const [from, to] = faultKinds[kind].seconds ?? [0, 0];
      return lasts < from * 1000 || lasts > to * 1000;
    });
    expect(outside).toEqual([]);
  });
});

describe('whyIllegal', () => {
  const emptyVote =
    'what only the deleted copy and a member out of reach have is lost when the third is elected with the vote of the empty one';
  const twice = 'one fault twice is one fault';
  test.each<[string, Round, string | undefined]>([
    ['lets two members be frozen', [fault('freezeMongod'), fault('freezeMongod', { target: 'secondary' })], undefined],
    ['lets an agent be frozen while its mongod is killed', [fault('freezeAgent'), fault('killMongod')], undefined],
    [
      'refuses two wipes, by which a majority of copies is gone',
      [fault('wipe'), fault('wipe', { target: 'secondary', after: 11_000 })],
      'of three copies a majority is deleted: no replica set keeps its data',
    ],
    [
      'refuses a wipe of a set that is scaled to one member',
      [fault('scaleDown'), fault('wipe')],
      'the only member that is left may be the one whose copy is deleted',
    ],
    ['refuses a wipe beside a member that is cut off', [fault('cut'), fault('wipe', { after: 5000 })], emptyVote],
    ['refuses a wipe that a cut follows at once', [fault('wipe'), fault('cut', { after: 9_999 })], emptyVote],
    ['lets a cut follow a wipe once the others are alike', [fault('wipe'), fault('cut', { after: 10_000 })], undefined],
    ['refuses the same fault of the same member twice', [fault('cut'), fault('cut', { after: 3 })], twice],
    ['refuses the same fault of all twice', [fault('rollOut'), fault('rollOut', { target: 'secondary' })], twice],
    [
      'refuses a command to an API server that is frozen',
      [fault('deletePod'), fault('freezeApiServer')],
      'a command to an API server that is frozen does not begin',
    ],
    ['lets a member be killed without an API server', [fault('killMongod'), fault('freezeApiServer')], undefined],
  ])('%s', (_, round, why) => {
    expect(whyIllegal(round)).toBe(why);
  });
});

test('describeRound says in a line what is done to whom, when and for how long', () => {
  const round: Round = [fault('wipe', { target: 'secondary' }), fault('noDns', { after: 11_250, lasts: 20_500 })];
  expect(describeRound(round)).toBe(
    'wipe of the secondary (deletion of the pod and its volume) at 0.0 s + noDns (no DNS for the members that run) at 11.3 s for 20.5 s',
  );
});
