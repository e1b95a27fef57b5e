import type { Rule } from './rule';

/** Every rule. A new one adds its line here. */
export const ALL_RULES: readonly Rule[] = [];
