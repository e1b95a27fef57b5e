/** A pod of a rehearsal. Times are milliseconds; what has not happened is undefined. */
export interface Pod {
  /** `namespace/name`. */
  readonly id: string;
  /** `metadata.name`, which the labels of its series hold. */
  readonly name: string;
  /** When its ReplicaSet made it; before 0 where it was there from the beginning. */
  readonly createdAt: number;
  /** Whether it was there, and warm, when the rehearsal began. */
  readonly isOld: boolean;
  /** Its node; also undefined where nodes are not rehearsed or it needs no GPU. */
  node: string | undefined;
  /** When a kubelet saw it: it has a node. */
  startedAt: number | undefined;
  /** When its containers began to run: until then it is Pending. */
  runningAt: number | undefined;
  /** When the engine began to answer: from then on it can be scraped. */
  upAt: number | undefined;
  /** When it turned Ready. */
  readyAt: number | undefined;
  /** Its number in the fleet. */
  replica: number | undefined;
  /** When it was deleted: from then on it gets no requests and finishes what it has. */
  deletedAt: number | undefined;
  /** When it was gone, and its GPUs free. */
  goneAt: number | undefined;
}

const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/** The end of a name as the API server generates it, here from a number. */
export function nameSuffix(number: number): string {
  let text = '';
  // Multiplying by an odd number reaches every suffix once before one comes again.
  let rest = (number * 7_654_321 + 1_234_567) % LETTERS.length ** 5;
  for (let place = 0; place < 5; place += 1) {
    text += LETTERS[rest % LETTERS.length];
    rest = Math.floor(rest / LETTERS.length);
  }
  return text;
}
