import { bad, below } from '../part';
import type { Rule } from '../rule';
import { rulesOf } from './parts';

/** Where Helm would read them, templates of alerts are hidden from it. */
export const helmTemplate: Rule = {
  name: 'prometheus-rule/helm-template',
  severity: 'error',
  demands: 'templates of alerts are escaped in a file that Helm renders',
  why: 'Helm takes the braces for its own, and fails, or leaves a text without its values.',
  link: 'https://helm.sh/docs/howto/charts_tips_and_tricks/',
  *check(graph) {
    for (const rule of rulesOf(graph)) {
      if (!/(^|\/)templates\//.test(rule.at.file ?? '')) continue;
      for (const where of ['annotations', 'labels']) {
        const texts = below(rule, where);
        for (const [name, text] of Object.entries(texts.fields))
          if (typeof text === 'string' && /\{\{\s*\$/.test(text))
            yield bad(
              texts,
              name,
              "must not have bare '{{' in a folder 'templates', which Helm renders",
              `write {{ "{{" }} for '{{'`,
            );
      }
    }
  },
};
