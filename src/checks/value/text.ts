import { brokenCharacter } from '../../kubernetes/broken-text';
import { type Rule, wrongValue } from '../rule';
import { oddValues } from './odd-values';

/** Texts survive the way to the cluster. */
export const brokenText: Rule = {
  name: 'value/text',
  severity: 'error',
  demands: 'texts hold no control, separator or half characters',
  why: 'YAML readers refuse them or change them on the way, so that the cluster gets another text or none.',
  link: 'https://yaml.org/spec/1.2.2/#51-character-set',
  *check(graph) {
    for (const manifest of graph.manifests)
      for (const { path, value } of oddValues(manifest)) {
        const broken = typeof value === 'string' ? brokenCharacter(value) : undefined;
        if (broken)
          yield wrongValue(
            manifest,
            path,
            `must not contain ${broken.title} (at index ${broken.index})`,
            'remove the character',
          );
      }
  },
};
