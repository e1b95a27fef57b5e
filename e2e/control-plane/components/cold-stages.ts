/** On this node the containers of a pod run at once, and are ready only after a while. */
export const COLD_NODE = 'cold-node';
/** Stands for the minutes that loading a model takes. */
export const COLD_START_SECONDS = 20;

/** A stage of kwok: what a fake kubelet makes of the pods that match. */
export interface Stage {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly resourceRef: object;
    readonly selector: { readonly matchExpressions: readonly object[] };
    readonly delay?: { readonly durationMilliseconds: number };
    readonly next: { readonly statusTemplate: string };
  };
}

const IS_LOADED = `{{ $now := Now }}
conditions:
- { type: Ready, status: "True", lastTransitionTime: {{ $now | Quote }} }
- { type: ContainersReady, status: "True", lastTransitionTime: {{ $now | Quote }} }
containerStatuses:
{{ range .status.containerStatuses }}
- name: {{ .name | Quote }}
  image: {{ .image | Quote }}
  ready: true
  started: true
  restartCount: 0
  state: { running: { startedAt: {{ .state.running.startedAt | Quote }} } }
{{ end }}
`;

/** The stages in place of the one in which a pod becomes ready at once: on the cold node it first loads. */
export function withColdStart(ready: Stage): Stage[] {
  const { selector, next } = ready.spec;
  const [isNotDeleted, , isNotReady] = selector.matchExpressions;
  const isRunning = { key: '.status.phase', operator: 'In', values: ['Running'] };
  const isOnColdNode = (operator: 'In' | 'NotIn') => ({ key: '.spec.nodeName', operator, values: [COLD_NODE] });
  const stage = (name: string, matchExpressions: readonly object[], change: Partial<Stage['spec']>): Stage => ({
    ...ready,
    metadata: { name },
    spec: { ...ready.spec, selector: { matchExpressions }, ...change },
  });
  return [
    stage('pod-ready', [...selector.matchExpressions, isOnColdNode('NotIn')], {}),
    stage('pod-loading', [...selector.matchExpressions, isOnColdNode('In')], {
      next: { statusTemplate: notReady(next.statusTemplate) },
    }),
    stage('pod-loaded', [isNotDeleted, isRunning, isNotReady, isOnColdNode('In')], {
      delay: { durationMilliseconds: COLD_START_SECONDS * 1000 },
      next: { statusTemplate: IS_LOADED },
    }),
  ];
}

/** The same, but for the conditions about being ready, and the containers. */
function notReady(statusTemplate: string): string {
  const conditions = statusTemplate.replace(
    /status: "True"(\s+type: (?:Ready|ContainersReady)\n)/g,
    'status: "False"$1',
  );
  return conditions.replace('ready: true', 'ready: false');
}
