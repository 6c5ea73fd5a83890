import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { load } from 'js-yaml';
import { field, listField, textField } from '../../lib/manifests/manifest';
import { isMap } from '../../lib/props/map';
import { temporaryDirectory, writeText } from '../temporary-directory';

const root = join(__dirname, '../..');
const github = load(readFileSync(join(root, 'examples/workflows/github-actions.yaml'), 'utf8'));
const gitlab = load(readFileSync(join(root, 'examples/workflows/gitlab-ci.yaml'), 'utf8'));
const marker = '<!-- cdk8s-backend plan -->';

const stepsOf = (job: string) => listField(github, 'jobs', job, 'steps');
const scriptOf = (job: string, step: string) =>
  textField(
    stepsOf(job).find((each) => field(each, 'name') === step),
    'run',
  ) ?? '';

test('the workflow of GitHub names its actions by commits, and gives each job what it needs alone', () => {
  const actions = ['check', 'plan'].flatMap((job) => stepsOf(job).flatMap((step) => textField(step, 'uses') ?? []));
  expect(actions.filter((action) => !/^[\w-]+\/[\w-]+@[\da-f]{40}$/.test(action))).toEqual([]);
  expect(field(github, 'permissions')).toEqual({});
  expect(['check', 'plan'].map((job) => field(github, 'jobs', job, 'permissions'))).toEqual([
    { contents: 'read' },
    { contents: 'read', 'pull-requests': 'write' },
  ]);
});

test('no script has an expression of GitHub in it, which a title could turn into a command', () => {
  const scripts = ['check', 'plan'].flatMap((job) => stepsOf(job).flatMap((step) => textField(step, 'run') ?? []));
  expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
});

const settings = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\ndata: { name: ${name} }\n`;
const command = `exec ${process.execPath} --require ${join(root, 'node_modules/ts-node/register/transpile-only')} ${join(root, 'bin/cdk8s-backend.ts')}`;
const git = ['-c', 'user.name=a', '-c', 'user.email=a@example.com'];

/** A repository whose branch has another dist than origin/main, and a folder of stand-ins: npx runs the real program. */
function repository(dist: string): { readonly folder: string; readonly programs: string } {
  const folder = temporaryDirectory({ 'dist/settings.yaml': settings('one') });
  const run = (...args: readonly string[]) => execFileSync('git', [...git, ...args], { cwd: folder });
  run('init', '--quiet');
  run('add', '.');
  run('commit', '--quiet', '--message=one');
  run('update-ref', 'refs/remotes/origin/main', 'HEAD');
  writeText(join(folder, 'dist/settings.yaml'), dist);
  const programs = temporaryDirectory({
    npx: `#!/bin/sh\n[ "$1" = cdk8s-backend ] || exit 127\nshift\nTS_NODE_PROJECT=${join(root, 'tsconfig.json')} ${command} "$@"\n`,
    // Answers a listing with the comments, and keeps the other command lines.
    gh: '#!/bin/sh\ncase "$*" in *--paginate*) cat "$COMMENTS";; *) echo "$@" >> calls;; esac\n',
    curl: '#!/bin/sh\ncase "$*" in *per_page*) cat "$COMMENTS";; *) echo "$@" >> calls;; esac\n',
  });
  for (const name of ['npx', 'gh', 'curl']) chmodSync(join(programs, name), 0o755);
  return { folder, programs };
}

function bash(
  script: string,
  { folder, programs }: ReturnType<typeof repository>,
  env: Readonly<Record<string, string>>,
) {
  const PATH = `${programs}${delimiter}${process.env['PATH']}`;
  return spawnSync('bash', ['-e', '-o', 'pipefail', '-c', script], {
    cwd: folder,
    env: { ...process.env, PATH, ...env },
    encoding: 'utf8',
  });
}

const callsOf = ({ folder }: ReturnType<typeof repository>) =>
  existsSync(join(folder, 'calls')) ? readFileSync(join(folder, 'calls'), 'utf8') : '';

const gitlabEnv = {
  CI_API_V4_URL: 'https://gitlab.example.com/api/v4',
  CI_MERGE_REQUEST_PROJECT_ID: '7',
  CI_MERGE_REQUEST_IID: '3',
  PLAN_TOKEN: 'x',
  CI_MERGE_REQUEST_DIFF_BASE_SHA: 'origin/main',
};
const githubEnv = {
  GITHUB_BASE_REF: 'main',
  GITHUB_STEP_SUMMARY: 'summary.md',
  GITHUB_REPOSITORY: 'shop/api',
  PULL_REQUEST: '3',
};
const notes = 'https://gitlab.example.com/api/v4/projects/7/merge_requests/3/notes';
const [planOnGitlab = '', noteOnGitlab = ''] = listField(gitlab, 'kubernetes-plan', 'script').map(String);
const planOnGithub = scriptOf('plan', 'Plan');

test.each([
  ['GitHub', planOnGithub, githubEnv],
  ['GitLab', planOnGitlab, gitlabEnv],
])('the plan on %s is that of the branch, and fails only if it cannot be read', (_, script, env) => {
  const changed = repository(settings('two'));
  expect(bash(script, changed, env)).toMatchObject({ status: 0, stderr: '' });
  const plan = readFileSync(join(changed.folder, 'plan.md'), 'utf8');
  expect(plan.startsWith(`${marker}\n**1 change, none of them dangerous**\n`)).toBe(true);
  expect(bash(script, repository('a: ['), env).status).toBe(3);
});

test.each([
  ['GitHub', scriptOf('check', 'Annotate the lines of findings')],
  ['GitLab', String(listField(gitlab, 'kubernetes-check', 'script')[0])],
])('the check on %s fails for a finding alone', (_, script) => {
  expect(bash(script, repository(settings('two')), {}).status).toBe(0);
  expect(bash(script, repository(settings('2')), {}).status).toBe(1);
});

test.each([
  ['writes', '', `api --silent --method POST repos/shop/api/issues/3/comments --field body=@plan.md\n`],
  ['edits', '17\n18\n', `api --silent --method PATCH repos/shop/api/issues/comments/17 --field body=@plan.md\n`],
])('the comment on GitHub: %s', (_, found, calls) => {
  const place = repository(settings('two'));
  const env = { ...githubEnv, COMMENTS: join(temporaryDirectory({ found }), 'found') };
  expect(bash(`${planOnGithub}\n${scriptOf('plan', 'Comment')}`, place, env).stderr).toBe('');
  expect(callsOf(place)).toBe(calls);
});

const curl = '--silent --show-error --fail --header PRIVATE-TOKEN: x --output /dev/null --request';

test.each([
  ['writes', [{ id: 1, body: 'Well done' }], `${curl} POST ${notes} --data-urlencode body@plan.md\n`],
  [
    'edits',
    [
      { id: 1, body: 'Well done' },
      { id: 17, body: `${marker}\n**No change**` },
    ],
    `${curl} PUT ${notes}/17 --data-urlencode body@plan.md\n`,
  ],
])('the note on GitLab: %s', (_, found, calls) => {
  const place = repository(settings('two'));
  const env = { ...gitlabEnv, COMMENTS: join(temporaryDirectory({ found: JSON.stringify(found) }), 'found') };
  expect(bash(`${planOnGitlab}\n${noteOnGitlab}`, place, env).stderr).toBe('');
  expect(callsOf(place)).toBe(calls);
});

test('each job of GitLab runs for merge requests, after the packages are there', () => {
  const jobs = Object.entries(isMap(gitlab) ? gitlab : {}).filter(([name]) => !name.startsWith('.'));
  expect(jobs.map(([, job]) => field(job, 'extends'))).toEqual(['.kubernetes', '.kubernetes']);
  expect(field(gitlab, '.kubernetes', 'before_script')).toEqual(['npm ci']);
});

test('no job of GitLab comments for a fork, whose pipeline has no token', () => {
  const [rule] = listField(gitlab, 'kubernetes-plan', 'rules');
  expect(field(rule, 'if')).toBe(
    '$CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_MERGE_REQUEST_PROJECT_ID',
  );
});
