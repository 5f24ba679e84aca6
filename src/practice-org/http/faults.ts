/** Something going wrong on purpose with the next calls that match. */
export type Fault = {
  /** HTTP method, or null for any. */
  method: string | null;
  /** Tried on the path with its query. */
  path: RegExp;
  /** Before: the call has no effect. After: it has, but its answer is lost or spoiled. */
  when: 'before' | 'after';
  action: 'drop' | 'status' | 'delay' | 'truncate' | 'html';
  status: number;
  errorCode: string;
  message: string;
  delayMs: number;
  retryAfter: number | null;
  /** A cut download that ends as if it were whole. */
  clean: boolean;
  /** Calls left to strike. */
  times: number;
};

/** Takes the first fault that strikes this call and counts it down. */
export function takeFault(faults: Fault[], method: string, url: string): Fault | null {
  const fault = faults.find(
    (one) => one.times > 0 && (one.method === null || one.method === method) && one.path.test(url),
  );
  if (!fault) return null;
  fault.times -= 1;
  return fault;
}
