import { FolderOptions } from '../folders/folder-manifests';
import { standardInput } from '../folders/standard-input';
import { dnsLabelProblem } from '../kubernetes/names';
import { problemText } from '../findings/problem';
import { CommandLineError, Options } from './given-options';
import { Terminal } from './terminal';

/** The options of the commands that read any manifests. */
export const sourceOptions = {
  namespace: {
    type: 'string',
    short: 'n',
    value: 'NAME',
    help: 'the namespace of objects that state none, as with kubectl apply --namespace',
  },
} as const satisfies Options;

/**
 * Returns how the sources are read that a command is given, with standard input if it is one of them.
 * @throws CommandLineError if the namespace is invalid, or standard input is given twice
 */
export async function readingOptions(
  { namespace }: { readonly namespace?: string },
  sources: readonly string[],
  terminal: Terminal,
): Promise<FolderOptions> {
  const problem = namespace === undefined ? undefined : dnsLabelProblem(namespace);
  if (problem !== undefined) throw new CommandLineError(`--namespace ${problemText(problem)}`);
  const inputs = sources.filter((source) => source === standardInput).length;
  if (inputs > 1) throw new CommandLineError('takes standard input once; write - once, or the path of a file');
  return { namespace, input: inputs === 0 ? undefined : await terminal.readAll() };
}
