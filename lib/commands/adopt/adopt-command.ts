import { adoption } from '../../adopt/adoption';
import { Choice, choices, Kept } from '../../adopt/backend/reading';
import { writeNewFile } from '../../files/new-file';
import { FindingsError } from '../../findings/findings-error';
import { givenFolders, manifestsOf, skippedText } from '../../folders/folder-manifests';
import { KubernetesManifest } from '../../manifests/manifest';
import { verdict } from '../../plan/plan';
import { command } from '../command';
import { choice, CommandLineError } from '../given-options';
import { readingOptions, sourceOptions } from '../source-options';
import { Terminal } from '../terminal';
import { adoptReport } from './adopt-report';

const names = Object.keys(choices) as readonly Choice[];
const byDefault: readonly Choice[] = ['names', 'network'];

/** The command `cdk8s-backend adopt`: manifests as a program of this library, with the plan from them to what it renders. */
export const adoptCommand = command({
  name: 'adopt',
  usage: ['cdk8s-backend adopt SOURCE [options]'],
  about: ['Writes a program.'],
  options: {
    out: { type: 'string', value: 'FILE', help: 'the new file of the program; without it, standard output' },
    keep: { type: 'string', multiple: true, default: [], value: 'WHAT', help: 'keep what the source has' },
    take: { type: 'string', multiple: true, default: [], value: 'WHAT', help: "take the constructs' default" },
    recursive: { type: 'boolean', short: 'R', default: false, help: 'the folders below SOURCE too' },
    ...sourceOptions,
  },
  exits: {
    0: 'the program is written',
    2: 'the program is written, and the plan to it has a dangerous change (marked with "!")',
    3: 'something cannot be read or written, and no program is written',
  },
  async run({ values, positionals }, terminal) {
    const [source, ...others] = positionals;
    if (source === undefined || others.length > 0) throw new CommandLineError('takes one source');
    const folders = givenFolders([source], values.recursive, await readingOptions(values, positionals, terminal));
    terminal.complain(skippedText(folders));
    const findings = folders.flatMap((folder) => [...folder.findings, ...(folder.refused ?? [])]);
    if (findings.length > 0) throw new FindingsError(findings);
    const manifests = folders.flatMap((folder) => manifestsOf(folder.manifests));
    return written(source, manifests, keptChoices(values), values.out, terminal);
  },
});

function written(
  source: string,
  manifests: readonly KubernetesManifest[],
  kept: Kept,
  out: string | undefined,
  terminal: Terminal,
): 0 | 2 {
  const adopted = adoption(source, manifests, kept);
  if (out === undefined) terminal.write(adopted.text);
  else writeNewFile(out, adopted.text);
  const report = adoptReport(adopted);
  if (out === undefined) terminal.complain(report);
  else terminal.write(report);
  return verdict([adopted.plan]) === 'dangerous' ? 2 : 0;
}

function keptChoices({ keep, take }: { readonly keep: readonly string[]; readonly take: readonly string[] }): Kept {
  const kept = keep.map((name) => choice('--keep', name, names));
  const taken = take.map((name) => choice('--take', name, names));
  return new Set([...byDefault, ...kept].filter((name) => !taken.includes(name)));
}
