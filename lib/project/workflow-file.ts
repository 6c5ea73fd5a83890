/** Returns `.github/workflows/kubernetes.yaml`: checks of a pull request, and the plan of what it does to the cluster. */
export function workflowFile(): string {
  return `name: kubernetes
on: pull_request
permissions: {}
jobs:
  check:
    runs-on: ubuntu-24.04
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0
        with:
          node-version: 22
      - run: npm ci
      - run: npm test
      - name: Annotate the lines of findings
        run: npm run check -- --format github
      - name: Say in the summary what the change does to the cluster
        # 2 is a dangerous plan, which a reviewer judges; write -le 1 to have it fail.
        run: |
          code=0
          npm run --silent plan -- --against "origin/$GITHUB_BASE_REF" --format md >> "$GITHUB_STEP_SUMMARY" || code=$?
          [ "$code" -le 2 ] || exit "$code"
`;
}
