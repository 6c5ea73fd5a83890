import { spawnSync } from 'node:child_process';
import { Problem } from '../findings/problem';
import { systemReason } from '../findings/system-reason';

/** The output of a program that renders a folder, or the problem that kept it from doing so. */
export type Rendering =
  { readonly text: string; readonly problem?: undefined } | { readonly text?: undefined; readonly problem: Problem };

/** A release of a chart. */
export interface Release {
  readonly name: string;
  /** The namespace that templates read. @default - Helm's own, `default` */
  readonly namespace?: string;
}

const mostBytes = 256 * 1024 * 1024;
const pipe = 'or pipe what renders the folder to this command, with - for the folder';

/**
 * Returns the objects of a folder with a kustomization, by kustomize or else by kubectl. Plugins, Helm charts and functions stay off, as
 * without options of kustomize.
 */
export function kustomized(directory: string): Rendering {
  return (
    output('kustomize build', [directory]) ??
    output('kubectl kustomize', [directory]) ?? {
      problem: {
        code: 'unavailable',
        want: 'is rendered by kustomize or kubectl, and neither is on the PATH',
        write: `install one, ${pipe}`,
      },
    }
  );
}

/** Returns the objects that `helm install` creates of a chart, its definitions included, by `helm template` with the chart's own values. */
export function templated(directory: string, { name, namespace }: Release): Rendering {
  const place = namespace === undefined ? [] : ['--namespace', namespace];
  return (
    output('helm template', [name, directory, '--include-crds', '--skip-tests', ...place]) ?? {
      problem: {
        code: 'unavailable',
        want: 'is rendered by helm, which is not on the PATH',
        write: `install it, ${pipe}`,
      },
    }
  );
}

/** Runs a program; undefined if it is not installed. */
function output(command: string, args: readonly string[]): Rendering | undefined {
  const [program = '', ...words] = command.split(' ');
  const ended = spawnSync(program, [...words, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: mostBytes,
    // Helm loads plugins from the folder, and git asks for passwords of remote resources.
    env: { ...process.env, HELM_PLUGINS: '/dev/null', GIT_TERMINAL_PROMPT: '0' },
  });
  const { signal, status, stdout, stderr } = ended;
  const error: NodeJS.ErrnoException | undefined = ended.error;
  if (error?.code === 'ENOENT') return undefined;
  if (error === undefined && status === 0) return { text: stdout };
  const reason =
    error === undefined
      ? complaint(stderr) || `ended by ${signal ?? `exit code ${String(status)}`}`
      : systemReason(error);
  return {
    problem: {
      code: 'not-rendered',
      want: `is not rendered, ${command} fails: ${reason}`,
      write: `correct it, ${pipe}`,
    },
  };
}

/** Returns a text on standard error in one line, from the error on: warnings may be before it. */
function complaint(text: string): string {
  const error = text.search(/^error:/im);
  return text
    .slice(Math.max(error, 0))
    .trim()
    .replace(/\s*\n\s*/g, ' ');
}
