/** One line of the agent. */
export type Answer = Readonly<Record<string, unknown>>;

/** Asks an agent that has said so before whether it is ready; it answers with its first line once more. */
export const READY_AGAIN = `${JSON.stringify({ id: 0, do: 'ready' })}\n`;

/** @returns undefined for a line that is not the agent's: a login's greeting, a message of the kernel. */
export function parseAnswer(line: string): Answer | undefined {
  if (!line.trimStart().startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Answer) : undefined;
  } catch {
    return undefined;
  }
}
