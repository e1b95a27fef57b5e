import { type Rule, wrong } from '../rule';
import { argumentsPath } from '../workload/arguments';

/** Code that comes with a model runs only where that is known. */
export const remoteCode: Rule = {
  name: 'security/remote-code',
  severity: 'warning',
  demands: 'an engine does not run the code of a repository of models, or its revision is fixed',
  why: 'Whoever can write to the repository runs any code beside your data, from the next start on.',
  link: 'https://huggingface.co/docs/transformers/main/en/models#custom-models',
  *check(graph) {
    for (const { manifest, containers } of graph.workloads)
      for (const container of containers) {
        const text = ` ${container.words.join(' ')} `;
        const isOn = /\s--trust[-_]remote[-_]code(=true)?\s/i.test(text);
        // What lies on a volume or in the image changes with it only.
        const isLocal = /\s--(model|model[-_]path|model[-_]dir)[=\s]+\/\S/.test(text);
        const isFixed = /\s--(code[-_])?revision[=\s]+\S/.test(text);
        if (isOn && !isLocal && !isFixed)
          yield wrong(
            manifest,
            argumentsPath(container),
            `--trust-remote-code runs whatever code the repository of the model holds`,
            "leave it out, or fix the revision: '--revision=COMMIT'",
          );
      }
  },
};
