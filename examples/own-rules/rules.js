const { StackRule } = require('cdk8s-llm-inference');

const REGISTRY = 'registry.example.com/';

/** The nodes of our clusters reach no other registry. */
exports.ownRegistry = StackRule.define({
  name: 'house/registry',
  severity: 'error',
  demands: 'images come from our registry',
  why: 'The nodes reach no other registry, so that the pods would wait for their image.',
  link: 'https://kubernetes.io/docs/concepts/containers/images/',
  *check({ workloads }) {
    for (const { manifest, containers } of workloads)
      for (const { image, path } of containers)
        if (image !== undefined && !image.startsWith(REGISTRY))
          yield StackRule.wrongValue(
            manifest,
            [...path, 'image'],
            `must begin with ${REGISTRY}`,
            `mirror it and write ${REGISTRY}${image.split('/').at(-1)}`,
          );
  },
});

/** Whoever is woken at night wants to know whom to ask. */
exports.owner = StackRule.define({
  name: 'house/owner',
  severity: 'warning',
  demands: 'scalers say who owns them',
  why: 'A scaler that runs to its maximum costs money until somebody is found who may change it.',
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/',
  *check({ scalers }) {
    for (const { manifest } of scalers)
      if (manifest.labels.owner === undefined)
        yield StackRule.wrongValue(manifest, ['metadata', 'labels', 'owner'], 'must name a team', 'write owner: TEAM');
  },
});
