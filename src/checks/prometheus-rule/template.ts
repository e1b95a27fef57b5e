import { bad, below } from '../part';
import type { Rule } from '../rule';
import { rulesOf } from './parts';

/** Templates in alerts are complete. */
export const ruleTemplate: Rule = {
  name: 'prometheus-rule/template',
  severity: 'error',
  demands: "a template in an alert closes each '{{' with '}}'",
  why: 'The operator leaves out the whole object, with its recording rules, and only an event says so.',
  link: 'https://prometheus.io/docs/prometheus/latest/configuration/template_examples/',
  *check(graph) {
    for (const rule of rulesOf(graph))
      for (const where of ['annotations', 'labels']) {
        const texts = below(rule, where);
        for (const [name, text] of Object.entries(texts.fields))
          if (typeof text === 'string' && !isClosed(text))
            yield bad(texts, name, "must close each '{{' with '}}'", "add '}}'");
      }
  },
};

/** Every opening is followed by a closing before the next opening. */
function isClosed(text: string): boolean {
  let isOpen = false;
  // Braces in quotes are text: that is how they are written out.
  const plain = text.replace(/["'`](?:\{\{|\}\})["'`]/g, '');
  for (const [braces] of plain.matchAll(/\{\{|\}\}/g)) {
    if (braces === '{{' && isOpen) return false;
    isOpen = braces === '{{';
  }
  return !isOpen;
}
