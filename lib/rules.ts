import { Rule } from './rule';
import { uniqueObjects } from './rules/unique-objects';

/** Every rule, in the order of the report. */
export const rules: readonly Rule[] = [uniqueObjects];
