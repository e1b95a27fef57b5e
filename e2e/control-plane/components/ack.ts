import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsed } from '../manifests';
import type { Component } from '../plane';

const CRDS = join(__dirname, '..', '..', '..', 'imports', 'crds');

/**
 * The kinds of Alibaba Cloud's controllers, from the fields that they document (ours, in imports/crds): the API server
 * checks the objects. No controller acts on them: that of ResourcePolicy is not public.
 */
export const ack: Component = {
  tools: [],
  crds() {
    const files = ['autoscaling', 'scheduling'].map((group) => join(CRDS, `${group}.alibabacloud.com.yaml`));
    return files.flatMap((file) => parsed(readFileSync(file, 'utf8')));
  },
};
