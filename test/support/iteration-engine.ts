import type { ServiceModel } from '../../src/rehearsal/engine/service-model';

/** A request as the reference sees it. */
export interface PlainRequest {
  readonly arrivalMs: number;
  readonly prompt: number;
  readonly output: number;
  /** When the client gives up, whatever has come by then. */
  readonly deadlineMs?: number;
}

/** When the first and the last token came; nothing for a request that was given up. */
export interface PlainOutcome {
  readonly firstMs: number;
  readonly endMs: number;
}

interface Sequence {
  readonly index: number;
  readonly request: PlainRequest;
  /** Tokens in the KV cache. */
  context: number;
  /** Tokens that must be read before the next token of the answer comes. */
  toRead: number;
  generated: number;
  firstMs: number;
}

/**
 * The reference: one iteration after the other, one sequence after the other, as plainly as it can be written. Requests
 * are in the order of their arrival.
 */
export function iterate(model: ServiceModel, requests: readonly PlainRequest[]): (PlainOutcome | undefined)[] {
  const outcomes: (PlainOutcome | undefined)[] = requests.map(() => undefined);
  let waiting: Sequence[] = requests.map((request, index) => ({
    index,
    request,
    context: 0,
    toRead: request.prompt,
    generated: 0,
    firstMs: 0,
  }));
  let running: Sequence[] = [];
  let clock = 0;
  // What is being read has its place from the beginning.
  const held = () => running.reduce((sum, each) => sum + each.context + each.toRead, 0);
  const answering = () => running.filter(({ toRead }) => toRead === 0).length;
  const isDue = ({ request }: Sequence) => (request.deadlineMs ?? Number.POSITIVE_INFINITY) <= clock;
  while (running.length + waiting.length > 0) {
    if (running.length === 0) clock = Math.max(clock, waiting[0].request.arrivalMs);
    waiting = waiting.filter((each) => !isDue(each));
    running = running.filter((each) => !isDue(each));
    let hasPreempted = false;
    while (held() + answering() > model.kvTokens && running.length > 1) {
      const youngest = running.reduce((a, b) => (b.request.arrivalMs > a.request.arrivalMs ? b : a));
      running = running.filter((each) => each !== youngest);
      youngest.toRead = youngest.request.prompt + youngest.generated;
      youngest.context = 0;
      waiting.unshift(youngest);
      hasPreempted = true;
    }
    let budget = model.maxBatchedTokens - answering();
    const pieces = new Map<Sequence, number>();
    for (const each of running) {
      if (each.toRead === 0) continue;
      const piece = Math.min(each.toRead, budget);
      pieces.set(each, piece);
      budget -= piece;
    }
    while (!hasPreempted && budget > 0 && waiting.length > 0) {
      const [next] = waiting;
      const isFull = running.length >= model.maxRequests || held() + next.toRead + running.length >= model.kvTokens;
      if (isFull || next.request.arrivalMs > clock) break;
      waiting.shift();
      running.push(next);
      pieces.set(next, Math.min(next.toRead, budget));
      budget -= Math.min(next.toRead, budget);
    }
    if (running.length === 0) continue;
    const answers = running.filter((each) => each.toRead === 0);
    let tokens = answers.length;
    let attention = 0;
    for (const [each, piece] of pieces) {
      tokens += piece;
      for (let token = 0; token < piece; token++) attention += each.context + token + 0.5;
    }
    const context = answers.reduce((sum, each) => sum + each.context, 0);
    clock +=
      Math.max(model.baseMs + model.memoryMs * tokens, model.computeMs * tokens) +
      model.kvMs * context +
      model.attentionMs * attention;
    for (const [each, piece] of pieces) {
      each.context += piece;
      each.toRead -= piece;
      if (each.toRead === 0 && piece > 0) answers.push(each);
    }
    for (const each of answers) {
      each.context++;
      each.generated++;
      if (each.generated === 1) each.firstMs = clock;
      if (each.generated < each.request.output) continue;
      outcomes[each.index] = { firstMs: each.firstMs, endMs: clock };
      running = running.filter((other) => other !== each);
    }
  }
  return outcomes;
}
