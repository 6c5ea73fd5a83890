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
  render: {
    type: 'boolean',
    default: false,
    help: 'render folders with a kustomization.yaml or a Chart.yaml by kustomize (or kubectl) and helm, of commits too; else no program runs',
  },
} as const satisfies Options;

/**
 * Returns how the sources are read that a command is given, with standard input if it is one of them.
 * @throws CommandLineError if the namespace is invalid, or standard input is given twice
 */
export async function readingOptions(
  { namespace, render }: { readonly namespace?: string; readonly render: boolean },
  sources: readonly string[],
  terminal: Terminal,
): Promise<FolderOptions> {
  const problem = namespace === undefined ? undefined : dnsLabelProblem(namespace);
  if (problem !== undefined) throw new CommandLineError(`--namespace ${problemText(problem)}`);
  const inputs = sources.filter((source) => source === standardInput).length;
  if (inputs > 1) throw new CommandLineError('takes standard input once; write - once, or the path of a file');
  return { namespace, isRendered: render, input: inputs === 0 ? undefined : await terminal.readAll() };
}
