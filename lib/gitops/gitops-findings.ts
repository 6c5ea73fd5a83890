import { Finding } from '../findings/finding';
import { Findings, quoted } from '../findings/findings';
import { dnsSubdomainProblem } from '../kubernetes/names';
import { ArgoCd, gitOps, gitOpsName, GitOpsProps } from './gitops-props';

/** Returns the findings about GitOps props of a program with these environments. */
export function gitOpsFindings(props: GitOpsProps, environments: readonly string[]): Finding[] {
  const findings = new Findings();
  const parsed = gitOps.parse(props);
  for (const issue of parsed.issues) findings.add('', issue);
  if (parsed.typed) {
    findings.add('name', dnsSubdomainProblem(gitOpsName(parsed.value)));
    if (parsed.value.argocd !== undefined) checkArgoCd(findings, parsed.value.argocd, environments);
  }
  return findings.issues.map((issue) => ({ path: 'gitops', ...issue }));
}

function checkArgoCd(findings: Findings, { automated, clusters, prune }: ArgoCd, names: readonly string[]): void {
  for (const name of [...automated, ...Object.keys(clusters)].filter((each) => !names.includes(each)))
    findings.add('argocd', {
      code: 'unknown-reference',
      want: 'must name environments of the program',
      got: quoted(name),
      write: `use one of ${names.map(quoted).join(', ')}`,
    });
  if (prune && automated.length === 0)
    findings.add('argocd.prune', {
      code: 'conflict',
      want: 'must come with automated environments',
      got: 'none',
      write: 'write automated: ["development"]',
    });
}
