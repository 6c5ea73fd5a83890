import { setTimeout as pause } from 'node:timers/promises';
import { ExitCode } from '../../findings/exit-code';
import { FindingsError } from '../../findings/findings-error';
import { quoted } from '../../findings/problem';
import { appliedTo } from '../../folders/applied-namespace';
import { findingsOf, givenFolders, ManifestFolder, manifestsOf, skippedText } from '../../folders/folder-manifests';
import { definitionsIn } from '../../manifests/definitions/custom-definitions';
import { KubernetesManifest } from '../../manifests/manifest';
import { eachOnce } from '../../manifests/object-identity';
import { durationSeconds } from '../../props/duration';
import { folderStates } from '../../status/folder-states';
import { formattedStatus, statusFormats } from '../../status/output/status-format';
import { StatusReport } from '../../status/output/status-report';
import { questionsOf } from '../../status/questions';
import { command } from '../command';
import { choice, CommandLineError, refuseMore } from '../given-options';
import { contextOption, kubectlContext } from '../kubectl';
import { readingOptions, sourceOptions } from '../source-options';
import { Terminal } from '../terminal';
import { changedLines, Clock, follow } from './follow';
import { StatusCluster } from './status-cluster';

/** A report, and kubectl's complaints about what may not be read. */
interface Seen extends StatusReport {
  readonly complaints: readonly string[];
}

const systemClock: Clock = {
  seconds: () => performance.now() / 1000,
  pause: (seconds) => pause(seconds * 1000),
};

/** The command `cdk8s-backend status`: the state of each object of a folder in a cluster, and why one is not ready. */
export const statusCommand = command({
  name: 'status',
  usage: ['cdk8s-backend status [FOLDER] [options]'],
  about: [
    'Says of each object of FOLDER (dist if not given), whoever rendered it, whether it is ready in the cluster of kubectl, progresses, or is ' +
      'broken: why, and which command comes next. FOLDER may be a file, COMMIT:PATH for either of a git commit, or - for standard input.',
    'Nothing is changed in the cluster. What the account may not read is named, and the rest is read. No value of a Secret is read, ' +
      'and what looks like one in logs and messages is hidden.',
    'With --wait the command ends once everything is ready, once something is definitely broken, or when the time is over.',
  ],
  options: {
    wait: { type: 'string', value: 'TIME', help: 'wait until everything is ready, at most so long: 90s, 5m' },
    watch: {
      type: 'boolean',
      default: false,
      help: 'show the states again and again, until Ctrl-C or the end of --wait',
    },
    ...contextOption,
    ...sourceOptions,
    format: { type: 'string', default: 'text', value: 'FORMAT', help: 'text for a terminal, json for a program' },
  },
  exits: {
    0: 'everything is ready',
    1: 'something progresses, or still did when the time was over',
    2: 'something is broken',
    3: 'a file or the cluster, or an object in it, cannot be read; the rest is shown',
  },
  async run({ values, positionals }, terminal): Promise<ExitCode> {
    refuseMore(positionals, 1, 'one folder');
    const [source = 'dist'] = positionals;
    const format = choice('--format', values.format, statusFormats);
    const deadlineSeconds = waitSeconds(values.wait);
    const folders = givenFolders([source], false, await readingOptions(values, [source], terminal));
    terminal.complain(skippedText(folders));
    const context = await kubectlContext(values.context);
    const wanted = objectsOf(folders, context.namespace ?? 'default');
    const cluster = new StatusCluster(context);
    const kubectlOptions = values.context === undefined ? [] : ['--context', values.context];
    const look = async (): Promise<Seen> => {
      const { view, complaints } = await cluster.read(wanted, source);
      const explained = await cluster.explain(view, questionsOf(view, folderStates(view)));
      const objects = folderStates(explained.view);
      return {
        context: context.name,
        source,
        objects,
        kubectlOptions,
        complaints: [...complaints, ...explained.complaints],
      };
    };
    const written = (seen: Seen): string => formattedStatus(seen, format);
    const screen = screenOf(terminal);
    const changes = changedLines();
    const isFollowed = values.watch || deadlineSeconds !== undefined;
    const { seen, end } = await follow({
      look,
      clock: systemClock,
      ends: deadlineSeconds !== undefined || !values.watch,
      deadlineSeconds: deadlineSeconds ?? 0,
      show: (each) => {
        if (values.watch) screen(written(each));
        else if (isFollowed)
          terminal.complain(
            changes(each.objects)
              .map((line) => `${line}\n`)
              .join(''),
          );
      },
    });
    if (!values.watch) terminal.write(written(seen));
    terminal.complain([...new Set(seen.complaints)].map((each) => `kubectl: ${each}\n`).join(''));
    if (deadlineSeconds !== undefined && end === 'late')
      terminal.complain(`not everything was ready within ${values.wait ?? ''}\n`);
    const findings = findingsOf(folders);
    if (findings.length > 0) terminal.complain(`${new FindingsError(findings).message}\n`);
    return exitCode(seen, findings.length > 0);
  },
});

/** @throws CommandLineError if the time is invalid */
function waitSeconds(time: string | undefined): number | undefined {
  if (time === undefined) return undefined;
  const seconds = durationSeconds(time);
  if (seconds > 0) return seconds;
  throw new CommandLineError(`--wait must be a time in hours, minutes and seconds, got ${quoted(time)}; write 5m`);
}

/** Returns the objects of folders as they are in a cluster, those that state no namespace in this one. */
function objectsOf(folders: readonly ManifestFolder[], namespace: string): KubernetesManifest[] {
  return eachOnce(
    folders.flatMap(({ manifests }) =>
      manifestsOf(appliedTo(manifests, namespace, definitionsIn(manifestsOf(manifests)))),
    ),
  );
}

/** Returns a function that replaces the text before by another; where there is no screen, it writes a text that differs beneath. */
function screenOf(terminal: Terminal): (text: string) => void {
  let before = '';
  return (text) => {
    if (terminal.isScreen) terminal.write(`\u001B[H\u001B[2J${text}`);
    else if (text !== before) terminal.write(text);
    before = text;
  };
}

function exitCode({ objects }: StatusReport, isUnread: boolean): ExitCode {
  const has = (state: string): boolean => objects.some((each) => each.state === state);
  if (isUnread || has('unread')) return 3;
  return has('broken') ? 2 : has('progressing') ? 1 : 0;
}
