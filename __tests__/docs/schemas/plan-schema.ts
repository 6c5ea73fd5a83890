import { closed, list, text } from './closed';

const effect = closed({
  effect: text('The id of the effect, such as restarts-pods.'),
  dangerous: {
    type: 'boolean',
    description: 'True if data, safety or service is at stake, or if the change cannot be applied.',
  },
  path: text('The field that has the effect; empty for the object as a whole.'),
  message: text('A sentence about the cluster.'),
});

const field = closed(
  {
    path: text('The field: spec.template.spec.containers[web].image.'),
    before: { description: 'The earlier value, "(hidden)" for one of a Secret; none if the field is new.' },
    after: { description: 'The later value, "(hidden)" for one of a Secret; none if the field is gone.' },
    drift: text('The field managers that have set the earlier value in the cluster since it was applied; with --cluster.'),
  },
  'before',
  'after',
  'drift',
);

const totals = closed({
  cpu: { type: 'number', description: 'The cores that all pods that last request.' },
  memory: { type: 'number', description: 'The bytes of memory that all pods that last request.' },
  storage: { type: 'number', description: 'The bytes of all claims.' },
});

const drift = closed(
  {
    apiVersion: text('The API group and version of the object.'),
    kind: text('The kind of the object.'),
    namespace: text('The namespace; none for an object of the cluster.'),
    name: text('The name.'),
    path: text('The field: data.trial.'),
    manager: text('The field manager that has set it, such as kubectl-edit.'),
    value: { description: 'The value, "(hidden)" for one of a Secret.' },
  },
  'namespace',
);

const change = closed(
  {
    action: { enum: ['added', 'changed', 'removed'] },
    apiVersion: text('The API group and version of the object.'),
    kind: text('The kind of the object.'),
    namespace: text('The namespace; none for an object of the cluster, or of the namespace that it is applied to.'),
    name: text('The name; it ends with * for an object with generateName.'),
    effects: list('What the change does to the cluster, the gravest first.', effect),
    fields: list('The fields that differ; none for an object that is added or removed.', field),
    delete: text('The kubectl command that deletes a removed object.'),
    kept: text('The reason why a removed object has no such command.'),
    renamedFrom: text('The name of the removed object that an added one takes the place of.'),
    renamedTo: text('The name of the added object that takes the place of a removed one.'),
  },
  'namespace',
  'delete',
  'kept',
  'renamedFrom',
  'renamedTo',
);

/** The JSON schema of a plan, as `plan --format json` prints it. */
export const planSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Plan',
  description: 'The output of cdk8s-backend plan and of npm run plan with --format json.',
  ...closed({
    verdict: {
      enum: ['none', 'some', 'dangerous'],
      description: 'Nothing changes, something changes, or a change is dangerous: the exit codes 0, 1 and 2.',
    },
    environments: list(
      'The folders or environments that are compared.',
      closed(
        {
          title: text('The two sides: HEAD:dist/staging → dist/staging.'),
          changes: list('The objects that are added, changed or removed.', change),
          totals: {
            description: 'What everything asks for; none if a file cannot be read.',
            ...closed({
              before: { description: 'On the earlier side.', ...totals },
              after: { description: 'On the later side.', ...totals },
            }),
          },
          drift: list('The fields that others have set in the cluster, and that an apply leaves; with --cluster.', drift),
          notCompared: {
            type: 'integer',
            description: 'The number of objects of which the cluster says nothing, or that may be in a file that cannot be read.',
          },
        },
        'totals',
        'drift',
        'notCompared',
      ),
    ),
  }),
};
