import { causes } from '../../../lib/status/view/causes';
import { states } from '../../../lib/status/view/object-state';
import { closed, list, text } from './closed';

const progress = closed({
  done: { type: 'integer', description: 'The number of things that are done.' },
  of: { type: 'integer', description: 'The number of all.' },
  what: text('The things: pods ready, pods complete.'),
});

const reason = closed(
  {
    cause: { enum: Object.keys(causes), description: 'The cause of a broken object; none for what is waited for, and for notes.' },
    text: text('A sentence, without the pods that it is about.'),
    pods: list('The names of the pods that it is about; none if it is about the object itself.', { type: 'string' }),
    lines: list('The last lines of a log, without what looks like a secret.', { type: 'string' }),
    next: text('The command that comes next, as a line for a shell.'),
  },
  ...['cause', 'pods', 'lines', 'next'],
);

const object = closed(
  {
    apiVersion: text('The API group and version of the object.'),
    kind: text('The kind of the object.'),
    namespace: text('The namespace; none for an object of the cluster.'),
    name: text('The name.'),
    state: { enum: states, description: 'The state, as docs/status.md explains it.' },
    progress: { description: 'How far it is; none if nothing is counted.', ...progress },
    reasons: list('Why it is not ready, the causes in front, and notes.', reason),
  },
  ...['namespace', 'progress'],
);

/** The JSON schema of states, as `status --format json` prints them. */
export const statusSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Status',
  description: 'The output of cdk8s-backend status with --format json.',
  ...closed({
    context: text('The context of kubectl.'),
    source: text('The folder, as it was given.'),
    objects: list('The objects in the order of the folder, and after them those that it does not have any more.', object),
  }),
};
