import { type Rule, wrongValue } from '../rule';

/** The image of an engine is the same one tomorrow. */
export const imageTag: Rule = {
  name: 'workload/image-tag',
  severity: 'warning',
  demands: 'the image of a scaled workload has a fixed tag or a digest',
  why: 'A pod that is scaled out next month runs another engine than its siblings, with other names for its metrics.',
  link: 'https://kubernetes.io/docs/concepts/containers/images/#image-names',
  *check(graph) {
    for (const { manifest, containers, scalers, engine } of graph.workloads) {
      if (scalers.length === 0 && engine === undefined) continue;
      for (const { image, path } of containers)
        if (image !== undefined && !/@sha256:|:(?!latest$)[\w.-]+$/.test(image) && !/[{$]/.test(image))
          yield wrongValue(
            manifest,
            [...path, 'image'],
            'must have a fixed tag',
            `write '${image.replace(/:latest$/, '')}:VERSION', or a digest`,
          );
    }
  },
};
