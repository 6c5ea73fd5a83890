import { Findings } from '../../findings/findings';
import { serviceNameProblem } from '../../kubernetes/names';
import { areas } from './areas';
import { Backend } from './backend';

/** Reports every conflict among a backend's props. */
export function checkBackend(findings: Findings, backend: Backend): void {
  findings.add('id', serviceNameProblem(backend.name));
  for (const { checks } of areas) for (const check of checks) check(findings, backend);
}
