import { isTrouble, reasonText, stateOf } from '../../../lib/status/view/object-state';
import { object } from '../played-view';

const web = object('apps/v1', 'Deployment', 'web');
const crash = (pod: string) => ({ cause: 'crash', text: 'container web: ended', pods: [pod] }) as const;

test('an object is broken with a trouble, progresses with a wait, and is ready with notes', () => {
  const readings = [
    { troubles: [crash('a')], waits: [{ text: 'b' }] },
    { waits: [{ text: 'b' }] },
    { notes: [{ text: 'c' }] },
    {},
  ];
  expect(readings.map((each) => stateOf(web, each).state)).toEqual(['broken', 'progressing', 'ready', 'ready']);
});

test('says the same about several pods once', () => {
  const { reasons } = stateOf(web, {
    troubles: [crash('a'), crash('b'), crash('c')],
    waits: [{ text: 'is ending', pods: ['d'] }],
  });
  expect(reasons.map(reasonText)).toEqual(['pod a and 2 more, container web: ended', 'pod d: is ending']);
  expect(reasons.map(isTrouble)).toEqual([true, false]);
});
