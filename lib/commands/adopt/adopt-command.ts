import { adoption } from '../../adopt/adoption';
import { Choice, choices, Chosen } from '../../adopt/backend/reading';
import { writeNewFile } from '../../files/new-files';
import { verdict } from '../../plan/plan';
import { command } from '../command';
import { choice, CommandLineError, refuseMore } from '../given-options';
import { contextOption } from '../kubectl';
import { sourceOptions } from '../source-options';
import { adoptReport } from './adopt-report';
import { adoptSource } from './adopt-source';

const names = Object.keys(choices) as readonly Choice[];

/** The command `cdk8s-backend adopt`: manifests as a program of this library, with the plan from them to what it renders. */
export const adoptCommand = command({
  name: 'adopt',
  usage: ['cdk8s-backend adopt SOURCE [options]', 'cdk8s-backend adopt --namespace NAME [options]'],
  about: [
    'Writes what there is as a program of this library: SOURCE is a folder or a file of Kubernetes objects, such as the output of ' +
      'helm template, a compose.yaml, or - for standard input; without one, the objects of a namespace are read by kubectl, which ' +
      'changes nothing. A Deployment becomes a BackendService or a BackendWorker with the Services, the routes, the ServiceAccount and the ' +
      'autoscaler beside it, in no more props than differ from the defaults; overrides keep what no prop says, and all other objects are written ' +
      'as they are. A MongoDB of a compose file becomes a MongoStatefulSet; one in a cluster stays, for its data does.',
    'No value of a Secret is read into the program, and none of a variable that looks like a secret: it becomes a key of a Secret, and ' +
      'the report names the values to put there. Then the program is run, and the plan from SOURCE to what it renders is printed: what ' +
      'restarts, what cannot be applied, what is dangerous. The report is on standard error if the program is on standard output.',
  ],
  options: {
    out: {
      type: 'string',
      value: 'FILE',
      help: 'the file of the program, which must not exist yet; without it, standard output',
    },
    keep: {
      type: 'string',
      multiple: true,
      default: [],
      value: 'WHAT',
      help: 'keep what the source has; may be repeated',
    },
    take: {
      type: 'string',
      multiple: true,
      default: [],
      value: 'WHAT',
      help: "take the constructs' default; may be repeated",
    },
    recursive: { type: 'boolean', short: 'R', default: false, help: 'the folders below SOURCE too' },
    ...sourceOptions,
    namespace: {
      ...sourceOptions.namespace,
      help: 'the namespace of objects that state none; without SOURCE, the namespace that is read',
    },
    ...contextOption,
  },
  lists: { WHAT: Object.entries(choices) },
  exits: {
    0: 'the program is written',
    1: 'the program would not render, and is not written',
    2: 'the program is written, and a change of the plan to it is dangerous (marked with "!")',
    3: 'something cannot be read or written; no program is written',
  },
  async run({ values, positionals }, terminal) {
    refuseMore(positionals, 1, 'one source');
    const chosen = chosenOf(values);
    const source = await adoptSource(positionals[0], values, terminal);
    const adopted = adoption(source.title, source.objects, { ...source, chosen });
    const report = adoptReport(adopted, source.notes);
    if (values.out === undefined) {
      terminal.write(adopted.text);
      terminal.complain(report);
    } else {
      writeNewFile(values.out, adopted.text);
      terminal.write(report);
    }
    return verdict([adopted.plan]) === 'dangerous' ? 2 : 0;
  },
});

/** @throws CommandLineError if a choice is unknown, or made twice */
function chosenOf({ keep, take }: { readonly keep: readonly string[]; readonly take: readonly string[] }): Chosen {
  const kept = keep.map((name) => [choice('--keep', name, names), 'keep'] as const);
  const taken = take.map((name) => [choice('--take', name, names), 'take'] as const);
  const both = kept.find(([name]) => taken.some(([other]) => other === name));
  if (both !== undefined)
    throw new CommandLineError(`--keep ${both[0]} and --take ${both[0]} must not be together; write one of them`);
  return new Map([...kept, ...taken]);
}
