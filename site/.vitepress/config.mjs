import { defineConfig } from 'vitepress';
import { anchorOf } from '../markdown.mjs';
import { addRules } from './markdown-rules.mjs';
import { siteGroups } from '../pages.mjs';

export default defineConfig({
  title: 'cdk8s-backend',
  description: 'A backend and its MongoDB on Kubernetes, from TypeScript',
  base: process.env.BASE ?? '/',
  srcDir: 'pages',
  outDir: 'dist',
  cleanUrls: true,
  lastUpdated: false,
  markdown: { html: false, anchor: { slugify: anchorOf }, config: addRules },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: siteGroups().map(({ group, pages }) => ({
      text: group,
      collapsed: group === 'Decisions',
      items: pages.map(({ path, title }) => ({ text: title, link: `/${path.replace(/(index)?\.md$/, '')}` })),
    })),
  },
});
