import { at, outcome } from '../backend-service/edge-values';

test.each<[string, object, string, unknown]>([
  [
    "writes the exemptions in each checker's own words",
    { ignoreChecks: { 'polaris/a': 'why', 'kube-score/b': 'why', 'kube-score/c': 'why', 'kube-linter/d': 'why' } },
    'Deployment metadata.annotations',
    {
      'cdk8s-backend/reason.kube-score.b': 'why',
      'cdk8s-backend/reason.kube-score.c': 'why',
      'cdk8s-backend/reason.polaris.a': 'why',
      'ignore-check.kube-linter.io/d': 'why',
      'kube-score/ignore': 'b,c',
      'polaris.fairwinds.com/a-exempt': 'true',
    },
  ],
  [
    'has further labels on objects and pods, never in selectors',
    { labels: { team: 'shop' }, owner: 'shop-team' },
    'Deployment spec.template.metadata.labels',
    {
      app: 'api',
      'app.kubernetes.io/component': 'backend',
      'app.kubernetes.io/instance': 'api',
      'app.kubernetes.io/managed-by': 'cdk8s-backend',
      'app.kubernetes.io/name': 'api',
      'app.kubernetes.io/part-of': 'shop',
      'app.kubernetes.io/version': '1.2.3',
      owner: 'shop-team',
      team: 'shop',
    },
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [
    { owner: 'a b' },
    [
      'owner must be at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, got "a b"',
    ],
    { owner: 'a' },
  ],
  [
    { partOf: 'a b' },
    [
      'partOf must be at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, got "a b"',
    ],
    { partOf: 'a' },
  ],
  [
    { labels: { app: 'x' } },
    ['labels["app"] must not be a label that the construct sets itself, got "app"; write another key'],
    { labels: { team: 'x' } },
  ],
  [
    { labels: { team: 'a b' } },
    [
      'labels["team"] must be at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, got "a b"',
    ],
    { labels: { team: 'a' } },
  ],
  [
    { podLabels: { 'a b': 'x' } },
    [
      'podLabels["a b"] must be a label key, got "a b"; write a name of at most 63 characters, such as "team" or "example.com/team"',
    ],
    { podLabels: { a: 'x' } },
  ],
  [{ annotations: { a: 5 } }, ['annotations["a"] must be a string, got 5; write "5"'], { annotations: { a: '5' } }],
  [
    { ignoreChecks: { polaris: 'why' } },
    [
      'ignoreChecks["polaris"] must name a check of kube-score, kube-linter or polaris, got "polaris"; write "polaris/priorityClassNotSet"',
    ],
    { ignoreChecks: { 'polaris/x': 'why' } },
  ],
  [
    { ignoreChecks: { 'polaris/x': ' ' } },
    ['ignoreChecks["polaris/x"] must state a reason, got " "; write why the finding is wrong here'],
    { ignoreChecks: {} },
  ],
  [
    { scanners: ['trivy'] },
    ['scanners[0] must be "kube-score" or "kube-linter" or "polaris", got "trivy"'],
    { scanners: ['polaris'] },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
