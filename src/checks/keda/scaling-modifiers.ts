import { namesInFormula } from '../../kubernetes/formula-words';
import { textOf } from '../../stack/fields';
import { nearest } from '../nearest';
import { decimalOf } from '../numbers';
import { bad, badPart, below } from '../part';
import type { Rule } from '../rule';
import { isOnResource, scaledObjects } from './triggers';

/** A formula names triggers that there are, and has a target. */
export const scalingModifiers: Rule = {
  name: 'keda/scaling-modifiers',
  severity: 'error',
  demands: 'a formula names triggers of the ScaledObject, and has a target above zero',
  why: "KEDA's webhook refuses the ScaledObject.",
  link: 'https://keda.sh/docs/latest/reference/scaledobject-spec/#scalingmodifiers',
  *check(graph) {
    for (const { spec, triggers } of scaledObjects(graph)) {
      const part = below(spec, 'advanced', 'scalingModifiers');
      if (Object.keys(part.fields).length === 0) continue;
      const { formula, target, activationTarget, metricType } = part.fields;
      const names = triggers.flatMap((trigger) =>
        isOnResource(trigger) ? [] : (textOf(trigger.part.fields.name) ?? []),
      );
      if (typeof formula !== 'string' || formula.trim() === '')
        yield bad(part, 'formula', 'must be a formula', 'write one, or leave scalingModifiers out');
      else
        for (const word of new Set(namesInFormula(formula)))
          if (!names.includes(word))
            yield badPart(
              { ...part, path: [...part.path, 'formula'] },
              `the formula names '${word}', and no trigger has that name`,
              instead(word, names),
            );
      const number = decimalOf(target);
      if (number === undefined || number <= 0)
        yield bad(part, 'target', 'must be a number above 0', 'give what one replica should carry, in quotes');
      if (activationTarget !== undefined && decimalOf(activationTarget) === undefined)
        yield bad(part, 'activationTarget', 'must be a number', "write '0'");
      if (metricType !== undefined && metricType !== 'AverageValue' && metricType !== 'Value')
        yield bad(part, 'metricType', 'must be AverageValue or Value', "write 'AverageValue'");
    }
  },
};

function instead(word: string, names: readonly string[]): string {
  const meant = nearest(word, names);
  if (meant !== undefined) return `did you mean '${meant}'?`;
  return names.length === 0 ? `give a trigger the name '${word}'` : `use ${names.join(', ')}, or name a trigger so`;
}
