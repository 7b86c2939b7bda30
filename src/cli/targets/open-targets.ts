export type Close = (reason?: string) => Promise<void>;

const open = new Set<Close>();
let closing: Promise<void> = Promise.resolve();

/** Whoever takes something over that must be put back or stopped says here how. */
export const closeAtTheEnd = (close: Close): void => void open.add(close);

/**
 * At the end of a run, and when it is interrupted; each once. A run that ends while it is being interrupted waits for what
 * the interrupt has begun: a host must be put back before anything is concluded. Loads nothing.
 */
export function closeTargets(reason?: string): Promise<void> {
  closing = closing.then(async () => {
    const all = [...open];
    open.clear();
    for (const close of all) await close(reason);
  });
  return closing;
}
