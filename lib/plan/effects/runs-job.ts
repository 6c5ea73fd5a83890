import { field, listField, textField } from '../../manifests/manifest';
import { shortDigest } from '../../kubernetes/image';
import { podTemplate } from '../../manifests/pod-template';
import { redactedWords } from '../diff/hidden-values';
import { isChanged } from '../diff/manifest-change';
import { Effect } from '../diff/effect';
import { isHookForLater, isRecreated } from '../workloads/hooks';

const mostCharacters = 100;

/** A Job is made, or goes on, and runs its command: a migration that has a new name, or one that is no longer suspended. */
export const runsJob: Effect = {
  id: 'runs-job',
  isDangerous: false,
  label: 'runs a Job',
  *find(change) {
    const { before, after } = change;
    if (after?.kind !== 'Job' || field(after, 'spec', 'suspend') === true || isHookForLater(after)) return;
    const isStarted =
      before === undefined || isChanged(change, 'spec', 'template') || isChanged(change, 'spec', 'suspend');
    if (!isStarted) return;
    // Helm, Argo CD or Flux deletes the last one first.
    const isMadeAgain = before !== undefined && isChanged(change, 'spec', 'template') && isRecreated(after);
    const end = isMadeAgain ? '; kubectl alone would refuse another template' : '';
    for (const container of listField(podTemplate(after), 'spec', 'containers'))
      yield { path: [], message: `runs ${commandOf(container)}${end}` };
  },
};

/** A container's command and arguments, cut if they are long, and its image; of one without them, its image alone. */
function commandOf(container: unknown): string {
  const words = redactedWords([...listField(container, 'command'), ...listField(container, 'args')]);
  const image = `the image ${shortDigest(textField(container, 'image') ?? '')}`;
  if (words.length === 0) return image;
  const text = words.join(' ').replace(/\s+/g, ' ');
  const command = `\`${text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text}\``;
  return textField(container, 'image') === undefined ? command : `${command} of ${image}`;
}
