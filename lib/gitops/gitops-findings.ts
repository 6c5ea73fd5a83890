import { Problem } from '../findings/problem';
import { shown } from '../findings/findings';
import { dnsLabelProblem, dnsSubdomainProblem } from '../kubernetes/names';
import { GitOpsEnvironment, gitOpsName, GitOpsProps } from './gitops-props';

const url = /^(https?|ssh):\/\/[^\s/]+\/\S+$|^[\w.-]+@[\w.-]+:\S+$/;
const duration = /^(\d+(\.\d+)?(ms|s|m|h))+$/;

/** What is wrong with GitOps props, each `[gitops] what is wrong, what was given; what to write`. */
export function gitOpsFindings(props: GitOpsProps, environments: readonly GitOpsEnvironment[]): string[] {
  const { repository, branch = 'main', path = 'dist', argocd, flux } = props;
  const names = environments.map(({ name }) => name);
  const problems = [
    repositoryProblem(repository),
    /^[\w][\w./-]*$/.test(branch) ? undefined : `branch must be a git branch, got ${shown(branch)}; write "main"`,
    path.split('/').includes('..') || path.startsWith('/')
      ? `path must be a directory of the repository, got ${shown(path)}; write "dist"`
      : undefined,
    named('name', dnsSubdomainProblem(gitOpsName(props))),
    named('argocd.namespace', argocd?.namespace === undefined ? undefined : dnsLabelProblem(argocd.namespace)),
    named('argocd.project', argocd?.project === undefined ? undefined : dnsSubdomainProblem(argocd.project)),
    named('flux.namespace', flux?.namespace === undefined ? undefined : dnsLabelProblem(flux.namespace)),
    ...[...(argocd?.automated ?? []), ...Object.keys(argocd?.clusters ?? {})].map((name) =>
      names.includes(name)
        ? undefined
        : `argocd must name environments of the program, got ${shown(name)}; use one of ${names.map(shown).join(', ')}`,
    ),
    argocd?.prune === true && (argocd.automated ?? []).length === 0
      ? 'argocd.prune must come with automated environments, got none; write automated: ["development"]'
      : undefined,
    flux?.interval === undefined || duration.test(flux.interval)
      ? undefined
      : `flux.interval must be a duration, got ${shown(flux.interval)}; write "10m"`,
  ];
  return problems.filter((problem) => problem !== undefined).map((problem) => `[gitops] ${problem}`);
}

/** A URL with a password would be committed: it is not repeated. */
function repositoryProblem(repository: string): Problem | undefined {
  if (/^\w+:\/\/[^/@\s]*:[^/@\s]*@/.test(repository))
    return { code: 'invalid-value', want: 'repository must be without credentials', got: 'a URL with some', write: 'give them to the agent in a Secret' };
  if (url.test(repository)) return undefined;
  return { code: 'invalid-format', want: 'repository must be a URL of a git repository', got: shown(repository), write: 'write "https://git.example.com/platform/user-admin.git"' };
}

function named(what: string, problem: Problem | undefined): string | undefined {
  return problem === undefined ? undefined : `${what} ${problem}`;
}
