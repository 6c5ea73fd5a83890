/** The pages by the files of the repository that they are made of, in the order of the sidebar. */
export const contents = [
  {
    group: 'Start',
    files: ['README.md', 'docs/first-ten-minutes.md', 'docs/adopt.md', 'docs/coming-from.md', 'docs/recipes.md'],
  },
  {
    group: 'How to',
    files: [
      'docs/backend-service.md',
      'docs/mongo.md',
      'docs/secrets.md',
      'docs/gitops.md',
      'docs/check-and-plan.md',
      'docs/report.md',
      'docs/status.md',
      'docs/mongo-operations.md',
      'docs/mongo-import.md',
    ],
  },
  {
    group: 'Reference',
    files: ['API.md', 'docs/rules.md', 'docs/findings.md', 'docs/compatibility.md', 'CHANGELOG.md'],
  },
  {
    group: 'How it works',
    files: [
      'docs/architecture.md',
      'docs/mongo-agent.md',
      'docs/backend-resilience.md',
      'docs/mongo-resilience.md',
      'docs/mongo-proof.md',
      'docs/dependencies.md',
    ],
  },
  { group: 'Decisions', files: ['docs/decisions/README.md', 'docs/decisions/'] },
];
