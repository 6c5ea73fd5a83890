import { Problem } from '../findings/problem';
import { Finding } from '../findings/finding';
import { Findings, shown } from '../findings/findings';
import { dnsLabelProblem, dnsSubdomainProblem } from '../kubernetes/names';
import { GitOpsEnvironment, gitOpsName, GitOpsProps } from './gitops-props';

const url = /^(https?|ssh):\/\/[^\s/]+\/\S+$|^[\w.-]+@[\w.-]+:\S+$/;
const duration = /^(\d+(\.\d+)?(ms|s|m|h))+$/;

/** Returns the findings about GitOps props. */
export function gitOpsFindings(props: GitOpsProps, environments: readonly GitOpsEnvironment[]): Finding[] {
  const { repository, branch = 'main', path = 'dist', argocd, flux } = props;
  const findings = new Findings();
  findings.add('repository', repositoryProblem(repository));
  if (!/^[\w][\w./-]*$/.test(branch))
    findings.add('branch', {
      code: 'invalid-format',
      want: 'must be a git branch',
      got: shown(branch),
      write: 'write "main"',
    });
  if (path.split('/').includes('..') || path.startsWith('/'))
    findings.add('path', {
      code: 'invalid-format',
      want: 'must be a directory of the repository',
      got: shown(path),
      write: 'write "dist"',
    });
  findings.add('name', dnsSubdomainProblem(gitOpsName(props)));
  if (argocd !== undefined) checkArgoCD(findings, argocd, environments);
  if (flux?.namespace !== undefined) findings.add('flux.namespace', dnsLabelProblem(flux.namespace));
  if (flux?.interval !== undefined && !duration.test(flux.interval))
    findings.add('flux.interval', {
      code: 'invalid-format',
      want: 'must be a duration',
      got: shown(flux.interval),
      write: 'write "10m"',
    });
  return findings.issues.map((issue) => ({ path: 'gitops', ...issue }));
}

function checkArgoCD(
  findings: Findings,
  argocd: NonNullable<GitOpsProps['argocd']>,
  environments: readonly GitOpsEnvironment[],
): void {
  const { namespace, project, automated = [], clusters = {}, prune } = argocd;
  if (namespace !== undefined) findings.add('argocd.namespace', dnsLabelProblem(namespace));
  if (project !== undefined) findings.add('argocd.project', dnsSubdomainProblem(project));
  const names = environments.map(({ name }) => name);
  for (const name of [...automated, ...Object.keys(clusters)].filter((each) => !names.includes(each)))
    findings.add('argocd', {
      code: 'unknown-reference',
      want: 'must name environments of the program',
      got: shown(name),
      write: `use one of ${names.map(shown).join(', ')}`,
    });
  if (prune === true && automated.length === 0)
    findings.add('argocd.prune', {
      code: 'conflict',
      want: 'must come with automated environments',
      got: 'none',
      write: 'write automated: ["development"]',
    });
}

/** A URL with a password would be committed: it is not repeated. */
function repositoryProblem(repository: string): Problem | undefined {
  if (/^\w+:\/\/[^/@\s]*:[^/@\s]*@/.test(repository))
    return {
      code: 'invalid-value',
      want: 'must be without credentials',
      got: 'a URL with some',
      write: 'give them to the agent in a Secret',
    };
  if (url.test(repository)) return undefined;
  return {
    code: 'invalid-format',
    want: 'must be a URL of a git repository',
    got: shown(repository),
    write: 'write "https://git.example.com/platform/user-admin.git"',
  };
}
